package dev.reverie.experiments.study;

import dev.reverie.core.Seed;
import dev.reverie.experiments.plots.ArmPlot;
import dev.reverie.experiments.plots.Curves;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.Mixture;
import dev.reverie.mdn.NoiseModel;
import dev.reverie.mdn.Predictive;
import dev.reverie.mdn.Samples;
import dev.reverie.mdn.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jfree.chart.JFreeChart;

/**
 * Inverse kinematics of an arm with two links: which angles put the hand there? There are two ways, elbow up and elbow down, and their mean
 * misses.
 *
 * <p>Targets are spread evenly over half a ring; at each the elbow is up or down by the toss of a coin, and the angles are exact. The
 * network sees the target's x and y and says a joint mixture over both angles, in radians, whose samples, untempered, are put through the
 * forward kinematics. The shoulder's is not wrapped, so both are continuous over the half ring and need no sines and cosines.
 */
final class RobotArm {
    static final Study STUDY = new Study("robot-arm",
            "which angles put the hand there? elbow up or elbow down: samples are put through the forward kinematics", "epochs",
            RobotArm::run);
    static final TwoLinkArm ARM = new TwoLinkArm(0.5, 0.5);
    private static final double NEAREST = 0.2;
    private static final double FARTHEST = 0.95;
    /** Of the training, around the area asked about, where a network is least sure: radians to either side, less in distance. */
    private static final double MARGIN = 0.2;
    /** A sample hits that lands within this share of the arm's length of the target. */
    private static final double HIT = 0.02;
    private static final int DRAWS = 20;
    /** Below this distance the elbow is sharply bent and a small error of an angle moves the hand most. */
    private static final double NEAR = 0.35;
    /**
     * Two ways, two components. Diagonal, since with a full covariance one component finds it cheap to lie stretched over both. Angles are
     * exact functions of the target, so scales may fall far below the usual limit.
     */
    static final MdnRegressorConfig CONFIG = MdnRegressorConfig.of(2).withHidden(64, 64, 64)
            .withNoise(new NoiseModel.Diagonal(new Scale.Exponential(-8, 2))).withTraining(60, 256, 3e-3, 1e-5).withHeldOut(0.05, 60);

    /** Targets evenly over the area asked about, and a margin around it. */
    private static Samples simulate(int rows, Seed seed, double margin) {
        double nearest = NEAREST - margin / 2;
        double farthest = FARTHEST + margin / 8;
        return Simulation.of(rows, 2, 2, seed, (random, x, angles) -> {
            // evenly over the area: the square of the distance is uniform
            double square = nearest * nearest + (farthest * farthest - nearest * nearest) * random.nextDouble();
            var ways = ARM.reach(Math.sqrt(square), (Math.PI + 2 * margin) * random.nextDouble() - margin);
            var way = ways.get(random.nextBoolean() ? 0 : 1);
            System.arraycopy(way, 0, angles, 0, 2);
            System.arraycopy(ARM.hand(way[0], way[1]), 0, x, 0, 2);
        });
    }

    /** How far from its target the hand lands, as a share of the arm's length. */
    private static double miss(double[] angles, double[] target) {
        var hand = ARM.hand(angles[0], angles[1]);
        return Math.hypot(hand[0] - target[0], hand[1] - target[1]) / ARM.length();
    }

    private static boolean hits(double[] angles, double[] target) {
        return miss(angles, target) <= HIT;
    }

    /** Whether there is a mode that hits with the elbow on either side. */
    private static boolean bothElbows(Mixture mixture, double[] target) {
        var modes = mixture.modes().stream().filter(mode -> hits(mode.at(), target)).toList();
        return modes.stream().anyMatch(mode -> mode.at()[1] > 0) && modes.stream().anyMatch(mode -> mode.at()[1] < 0);
    }

    private static StudyResult run(StudyContext context) {
        var test = simulate(context.rows(2_000), context.seed().child("test"), 0);
        long begin = System.nanoTime();
        var model = context.train("angles", CONFIG, simulate(context.rows(100_000), context.seed().child("train"), MARGIN));
        double training = (System.nanoTime() - begin) / 1e9;
        var heldOut = HeldOut.of(model, test);

        var figures = new LinkedHashMap<String, Number>();
        figures.put("hit_rate", hitRate(heldOut, context.seed().child("draws").random()));
        figures.put("modes", heldOut.mean((prediction, target) -> bothElbows(prediction.mixture(), target) ? 1 : 0));
        figures.put("hit_rate_of_the_mean", heldOut.mean((prediction, target) -> hits(prediction.mixture().mean(), target) ? 1 : 0));
        figures.put("elbow_up_share", heldOut.mean((prediction, target) -> 1 - prediction.marginal(1).cumulative(0)));
        figures.put("nll", heldOut.nll());
        figures.put("seconds", training);
        context.save(arms(model, context.seed().child("shown").random()), "arms", 520, 440);
        context.save(landing(heldOut, context.seed().child("landing").random()), "landing", 520, 340);
        return StudyResult.of(figures, byDistance(heldOut, context.seed().child("byDistance").random()));
    }

    private static double hitRate(HeldOut heldOut, RandomGenerator random) {
        return heldOut.mean((prediction, target) -> hitRate(prediction, target, random));
    }

    private static double hitRate(Predictive prediction, double[] target, RandomGenerator random) {
        int hits = 0;
        for (int i = 0; i < DRAWS; i++) {
            hits += hits(prediction.sample(random), target) ? 1 : 0;
        }
        return (double) hits / DRAWS;
    }

    /** Where it is hard: near the shoulder, and near the end of the arm's reach. */
    private static Table byDistance(HeldOut heldOut, RandomGenerator random) {
        var table = Table.of("distance, share of the arm", "targets", "hit rate", "both elbows");
        var edges = new double[]{NEAREST, NEAR, 0.5, 0.65, 0.8, FARTHEST};
        for (int i = 1; i < edges.length; i++) {
            double from = edges[i - 1];
            double to = edges[i];
            var rows = new ArrayList<Integer>();
            for (int r = 0; r < heldOut.samples().rows(); r++) {
                var target = heldOut.samples().input(r);
                double distance = Math.hypot(target[0], target[1]);
                if (distance >= from && distance < to) {
                    rows.add(r);
                }
            }
            double hits =
                    rows.stream().mapToDouble(r -> hitRate(heldOut.predictions().get(r), heldOut.samples().input(r), random)).average()
                            .orElse(Double.NaN);
            double both = rows.stream().mapToDouble(r -> bothElbows(heldOut.predictions().get(r).mixture(), heldOut.samples().input(r))
                    ? 1 : 0).average().orElse(Double.NaN);
            table = table.with(from + " to " + to, rows.size(), hits, both);
        }
        return table;
    }

    /** A few targets, and the arms that samples put there. */
    private static JFreeChart arms(MdnRegressor model, RandomGenerator random) {
        var poses = new ArrayList<ArmPlot.Pose>();
        var targets = List.of(new double[]{0.75, 0.25}, new double[]{0.05, 0.6}, new double[]{-0.35, 0.15});
        for (var target : targets) {
            var prediction = model.predict(target);
            for (int i = 0; i < 12; i++) {
                var angles = prediction.sample(random);
                poses.add(new ArmPlot.Pose(List.of(new double[]{0, 0}, ARM.elbow(angles[0]), ARM.hand(angles[0], angles[1])), angles[1] > 0
                        ? "elbow angle > 0" : "elbow angle < 0"));
            }
        }
        return new ArmPlot("Sampled ways to reach three targets", "x, arm lengths", "y, arm lengths", poses, targets).chart();
    }

    /** How far from its target the hand lands. */
    private static JFreeChart landing(HeldOut heldOut, RandomGenerator random) {
        var near = new ArrayList<Double>();
        var far = new ArrayList<Double>();
        for (int r = 0; r < heldOut.samples().rows(); r++) {
            var target = heldOut.samples().input(r);
            for (int i = 0; i < DRAWS; i++) {
                var angles = heldOut.predictions().get(r).sample(random);
                (Math.hypot(target[0], target[1]) < NEAR ? near : far).add(100 * miss(angles, target));
            }
        }
        return Curves.distributions("Where the hand lands", "distance from the target, % of the arm's length (the line: a hit)",
                "share of samples that land nearer", 100 * HIT,
                Curves.cumulative("targets farther than " + NEAR + " arm lengths", numbers(far)),
                Curves.cumulative("nearer targets", numbers(near))).chart();
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(v -> v).toArray();
    }
}
