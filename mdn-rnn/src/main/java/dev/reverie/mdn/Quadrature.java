package dev.reverie.mdn;

import java.util.function.DoubleUnaryOperator;

/** Adaptive quadrature by Gauss and Kronrod's 7 and 15 points (Piessens et al., QUADPACK, 1983). */
final class Quadrature {
    private static final double TOLERANCE = 1e-10;
    private static final int DEEPEST = 40;

    /** Nodes of K15 on 0..1 from outside in, every second of which is a node of G7; then their weights. */
    private static final double[] NODES =
            {0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926,
                0.741531185599394439863864773280788, 0.586087235467691130294144691858735, 0.405845151377397166906606412076961,
                0.207784955007898467600689403773245, 0};
    private static final double[] KRONROD =
            {0.022935322010529224963732008058970, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518,
                0.140653259715525918745189590510238, 0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
                0.204432940075298892414161999234649, 0.209482141084727828012999174891714};
    private static final double[] GAUSS =
            {0.129484966168869693270611432679082, 0.279705391489276667901467771423780, 0.381830050505118944950369775488975,
                0.417959183673469387755102040816327};

    private Quadrature() {
    }

    /** ∫ f from the first of {@code breaks} to the last, each piece between two by itself. */
    static double integrate(DoubleUnaryOperator f, double... breaks) {
        double sum = 0;
        for (int i = 1; i < breaks.length; i++) {
            sum += integrate(f, breaks[i - 1], breaks[i], TOLERANCE / (breaks.length - 1), DEEPEST);
        }
        return sum;
    }

    private static double integrate(DoubleUnaryOperator f, double from, double to, double tolerance, int depth) {
        double middle = (from + to) / 2;
        double half = (to - from) / 2;
        double kronrod = KRONROD[7] * f.applyAsDouble(middle);
        double gauss = GAUSS[3] * f.applyAsDouble(middle);
        for (int i = 0; i < 7; i++) {
            double pair = f.applyAsDouble(middle - half * NODES[i]) + f.applyAsDouble(middle + half * NODES[i]);
            kronrod += KRONROD[i] * pair;
            gauss += i % 2 == 1 ? GAUSS[i / 2] * pair : 0;
        }
        if (depth == 0 || Math.abs(kronrod - gauss) * half <= Math.max(tolerance, 1e-13 * Math.abs(kronrod) * half)) {
            return kronrod * half;
        }
        return integrate(f, from, middle, tolerance / 2, depth - 1) + integrate(f, middle, to, tolerance / 2, depth - 1);
    }
}
