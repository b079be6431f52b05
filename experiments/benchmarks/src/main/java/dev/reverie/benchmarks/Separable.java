package dev.reverie.benchmarks;

import dev.reverie.controller.es.CmaEs;
import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Separable CMA-ES on sphere, ellipsoid and Rosenbrock's function of a thousand parameters: evaluations until the mean costs less than
 * 1e-8, as CSV on standard output. {@code experiments/benchmarks/launch dev.reverie.benchmarks.Separable [PARAMETERS [FUNCTION]]}
 */
public final class Separable {
    private static final double TARGET = 1e-8;
    private static final long MOST = 40_000_000;

    private Separable() {
    }

    public static void main(String[] arguments) {
        int n = arguments.length == 0 ? 1000 : Integer.parseInt(arguments[0]);
        Map<String, ToDoubleFunction<double[]>> functions = new LinkedHashMap<>();
        functions.put("sphere", x -> Arrays.stream(x).map(v -> v * v).sum());
        functions.put("ellipsoid", Separable::ellipsoid);
        functions.put("rosenbrock", Separable::rosenbrock);
        if (arguments.length > 1) {
            functions.keySet().retainAll(Set.of(arguments[1]));
        }
        System.out.println("function,n,population,evaluations,cost,seconds");
        functions.forEach((name, cost) -> solve(name, cost, n));
    }

    private static double ellipsoid(double[] x) {
        double sum = 0;
        double weight = 1;
        double factor = StrictMath.pow(1e6, 1.0 / (x.length - 1));
        for (double v : x) {
            sum += weight * v * v;
            weight *= factor;
        }
        return sum;
    }

    private static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double bend = x[i] * x[i] - x[i + 1];
            sum += 100 * bend * bend + (x[i] - 1) * (x[i] - 1);
        }
        return sum;
    }

    private static void solve(String name, ToDoubleFunction<double[]> cost, int n) {
        var start = new double[n];
        Arrays.fill(start, name.equals("rosenbrock") ? 0 : 1);
        var options = CmaEs.Options.of(n).withForm(CmaEs.Form.SEPARABLE).withStepSize(0.5);
        var strategy = CmaEs.of(start, options, Seed.of(1));
        long begin = System.nanoTime();
        long evaluations = 0;
        while (evaluations < MOST && cost.applyAsDouble(strategy.mean()) > TARGET) {
            strategy.tell(Arrays.stream(strategy.ask()).mapToDouble(x -> -cost.applyAsDouble(x)).toArray());
            evaluations += strategy.population();
        }
        System.out.printf(Locale.ROOT, "%s,%d,%d,%d,%.2e,%.0f%n", name, n, strategy.population(), evaluations,
                cost.applyAsDouble(strategy.mean()), (System.nanoTime() - begin) / 1e9);
    }
}
