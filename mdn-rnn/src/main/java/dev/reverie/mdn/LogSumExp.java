package dev.reverie.mdn;

/** log Σ exp x, without overflow. */
final class LogSumExp {
    private LogSumExp() {
    }

    static double of(double[] x) {
        double max = Double.NEGATIVE_INFINITY;
        for (double v : x) {
            max = Math.max(max, v);
        }
        if (Double.isInfinite(max) || Double.isNaN(max)) {
            return max;
        }
        double sum = 0;
        for (double v : x) {
            sum += Math.exp(v - max);
        }
        return max + Math.log(sum);
    }

    /** Turns logits into shares that sum to 1; returns log Σ exp. */
    static double softmax(double[] logits) {
        double log = of(logits);
        for (int k = 0; k < logits.length; k++) {
            logits[k] = Math.exp(logits[k] - log);
        }
        return log;
    }
}
