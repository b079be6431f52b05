package dev.reverie.mdn;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.Arrays;

/** The program of the guide's page on mixture densities. */
final class GuideExample {
    private GuideExample() {
    }

    public static void main(String[] args) {
        var random = Seed.of(1).random();
        var t = random.doubles(2_000).toArray();
        var x = Arrays.stream(t).map(v -> v + 0.3 * Math.sin(2 * Math.PI * v) + 0.05 * random.nextGaussian()).toArray();
        var model = MdnRegressor.train(MdnRegressorConfig.of(6), Samples.of(x, t), Seed.of(1), Progress.none());
        Predictive p = model.predict(0.5);
        System.out.println("p(t = 0.8 | x = 0.5) = " + p.density(0.8));
        System.out.println("90% lies between " + p.quantile(0.05) + " and " + p.quantile(0.95));
        System.out.println("the densest 80%: " + p.mixture().line().highestDensity(0.8));
        System.out.println("variance: noise " + p.spread().within() + ", different answers " + p.spread().between());
        System.out.println("a draw: " + p.sample(random)[0] + ", a cautious one: " + p.sample(random, Temperature.of(0.5))[0]);
        model.save(Path.of(args[0]));
    }
}
