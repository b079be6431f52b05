package dev.reverie.benchmarks;

import dev.reverie.compute.Matmul;
import dev.reverie.compute.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Matrix products of the sizes that M has, and one that shows the peak. B is packed beforehand; peers may do likewise. */
final class GemmWorks {
    private static final int[][] SHAPES = {{100, 256, 1024}, {1024, 291, 1024}, {1024, 577, 2048}, {1024, 256, 480}, {2000, 2000, 2000}};

    private GemmWorks() {
    }

    static List<Work> all() {
        List<Work> works = new ArrayList<>();
        for (Precision precision : Precision.values()) {
            for (int[] shape : SHAPES) {
                works.add(of(shape[0], shape[1], shape[2], precision));
            }
        }
        return works;
    }

    static Work of(int m, int k, int n, Precision precision) {
        String name = String.format(Locale.ROOT, "gemm %dx%dx%d %s", m, k, n, precision.name().toLowerCase(Locale.ROOT));
        return Work.arithmetic(name, 2.0 * m * k * n, engine -> {
            var product = Matmul.of(Matmul.Shape.of(m, k, n).in(precision), engine);
            var a = Data.uniform(m * k, 1);
            var c = Data.uniform(m * n, 1);
            product.pack(Data.uniform(k * n, 1));
            return Session.of(() -> product.run(a, null, c), product::close);
        }).in(precision);
    }
}
