package dev.reverie.envs;

/**
 * From n numbers in a row to m: which of the n, and how much of each, make up each of the m. Two of them, one down and one across, resize a
 * picture.
 */
final class Resampling {
    private final int[] from;
    private final float[][] weights;

    /**
     * @param n
     *            how many there are
     * @param m
     *            how many there shall be
     */
    Resampling(int n, int m, Resize.Filter filter) {
        from = new int[m];
        weights = new float[m][];
        double scale = (double) n / m;
        for (int i = 0; i < m; i++) {
            double centre = (i + 0.5) * scale;
            // In shrinking, the filter is as wide as it takes to leave nothing out.
            double reach = filter == Resize.Filter.AREA ? scale / 2 : Math.max(scale, 1);
            from[i] = Math.max(0, (int) Math.floor(centre - reach));
            int to = Math.min(n, (int) Math.ceil(centre + reach));
            weights[i] = new float[to - from[i]];
            double sum = 0;
            var exact = new double[to - from[i]];
            for (int k = 0; k < exact.length; k++) {
                double left = from[i] + k;
                exact[k] = filter == Resize.Filter.AREA
                        ? Math.min(left + 1, centre + reach) - Math.max(left, centre - reach)
                        : Math.max(0, 1 - Math.abs(left + 0.5 - centre) / reach);
                sum += exact[k];
            }
            for (int k = 0; k < exact.length; k++) {
                weights[i][k] = (float) (exact[k] / sum);
            }
        }
    }

    /** The first of those that make up number i. */
    int from(int i) {
        return from[i];
    }

    /** What of each, from there on; they add up to 1. Not to be changed. */
    float[] weights(int i) {
        return weights[i];
    }
}
