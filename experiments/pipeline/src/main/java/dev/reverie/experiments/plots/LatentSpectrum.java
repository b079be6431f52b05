package dev.reverie.experiments.plots;

import dev.reverie.core.RunningMoments;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * What each element of V's latent carries, over many frames. An element that carries nothing has the prior as its posterior: its variance
 * within a frame is 1 and that of its means 0.
 *
 * @param kl
 *            KL divergence from N(0, 1) in nats, mean over frames
 * @param between
 *            variance of the means over frames
 * @param within
 *            mean over frames of the posterior's variance
 */
public record LatentSpectrum(double[] kl, double[] between, double[] within) {
    /** An element is active if the variance of its mean over frames is above this (Burda et al. 2016, equation 9). */
    private static final double ACTIVE = 0.01;

    public LatentSpectrum {
        if (kl.length == 0 || between.length != kl.length || within.length != kl.length) {
            throw new IllegalArgumentException("kl, between and within must be of one length of at least 1, were " + kl.length + ", "
                    + between.length + " and " + within.length);
        }
    }

    /**
     * Of posteriors.
     *
     * @param size
     *            Z
     * @param means
     *            [B, Z]
     * @param logVariances
     *            [B, Z]
     */
    public static LatentSpectrum of(int size, float[] means, float[] logVariances) {
        int rows = means.length / size;
        var spectrum = new LatentSpectrum(new double[size], new double[size], new double[size]);
        for (int i = 0; i < size; i++) {
            var moments = new RunningMoments(means[i]);
            for (int row = 0; row < rows; row++) {
                double mean = means[row * size + i];
                double variance = Math.exp(logVariances[row * size + i]);
                moments.add(mean);
                spectrum.within[i] += variance / rows;
                spectrum.kl[i] += 0.5 * (mean * mean + variance - logVariances[row * size + i] - 1) / rows;
            }
            spectrum.between[i] = moments.variance();
        }
        return spectrum;
    }

    /** The elements with the largest KL divergence, the largest first. */
    public int[] order(int most) {
        return IntStream.range(0, kl.length).boxed().sorted(Comparator.comparingDouble(i -> -kl[i])).limit(most).mapToInt(i -> i).toArray();
    }

    /** KL divergence of a whole latent. */
    public double total() {
        return IntStream.range(0, kl.length).mapToDouble(i -> kl[i]).sum();
    }

    /** How many elements are active. */
    public int active() {
        return (int) IntStream.range(0, kl.length).filter(i -> between[i] > ACTIVE).count();
    }

    /**
     * Two charts, one above the other, elements in falling order of their KL divergence.
     *
     * @param width
     *            of a chart, in points
     * @param height
     *            of a chart, in points
     */
    public BufferedImage picture(int width, int height) {
        return new Panels(1, List.of(chart("KL divergence of each latent element", "nats", List.of(line("KL", kl))),
                chart("Variance of each latent element", "variance", List.of(line("of its means, between frames", between),
                        line("of its posterior, within a frame", within)))))
                .picture(width, height);
    }

    private XYSeries line(String name, double[] values) {
        return Style.line(name, 1, Arrays.stream(order(kl.length)).mapToDouble(i -> values[i]).toArray());
    }

    private static JFreeChart chart(String title, String label, List<XYSeries> lines) {
        var data = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(true, true);
        for (int i = 0; i < lines.size(); i++) {
            Style.add(data, renderer, lines.get(i), Palette.LINES.get(i), Style.THIN);
        }
        NumberAxis y = Style.numbers(label);
        y.setAutoRangeIncludesZero(true);
        return Style.chart(title, Style.plot(data, Style.counts("rank"), y, renderer));
    }
}
