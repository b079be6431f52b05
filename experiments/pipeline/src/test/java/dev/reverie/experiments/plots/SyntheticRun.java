package dev.reverie.experiments.plots;

import dev.reverie.core.MetricLog;
import dev.reverie.core.Observation.Frame;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run that never was: numbers and frames like those of a real one. */
final class SyntheticRun {
    private SyntheticRun() {
    }

    /** Where the tests draw: {@code otherwise}, or -Dtest.options=-Dreverie.plots=FOLDER to look at it afterwards. */
    static Path drawings(Path otherwise) {
        var kept = System.getProperty("reverie.plots");
        return kept == null ? otherwise : Path.of(kept);
    }

    static List<MetricLog.Entry> metrics() {
        var random = Seed.of(1).child("metrics").random();
        var entries = new ArrayList<MetricLog.Entry>();
        for (int update = 0; update <= 2700; update += 50) {
            double fall = Math.exp(-update / 300.0);
            entries.add(new MetricLog.Entry("vae", update, Map.of("reconstruction", 12 + 1200 * fall * fall + random.nextDouble(), "kl",
                    16.5 - 14 * fall + random.nextDouble())));
            if (update % 500 == 0) {
                entries.add(new MetricLog.Entry("vae", update,
                        Map.of("heldOutReconstruction", 13.5 + 1200 * fall * fall, "heldOutKl", 17 - 14 * fall)));
            }
        }
        for (int update = 0; update <= 1100; update += 50) {
            double fall = Math.exp(-update / 150.0);
            entries.add(new MetricLog.Entry("rnn", update,
                    Map.of("nll", 0.95 + 0.6 * fall + 0.01 * random.nextGaussian(), "heldOutNll", 0.97 + 0.6 * fall, "restart",
                            0.03 + 0.3 * fall, "heldOutRestart", 0.04 + 0.3 * fall)));
        }
        for (int generation = 0; generation < 80; generation++) {
            double mean = 200 + 600 * (1 - Math.exp(-generation / 20.0)) + 20 * random.nextGaussian();
            entries.add(new MetricLog.Entry("evolve", generation,
                    Map.of("best", Math.min(1000, mean * 1.35), "mean", mean, "worst", mean * 0.5)));
        }
        return entries;
    }

    /** A bright ball on a dark room, at the place that {@code t} gives. */
    static Frame frame(int t, boolean blurred) {
        var pixels = new byte[64 * 64 * 3];
        double ballX = 32 + 20 * Math.cos(t / 5.0);
        double ballY = 40 + 10 * Math.sin(t / 3.0);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                double distance = Math.hypot(x - ballX, y - ballY);
                double ball = Math.max(0, Math.min(1, (blurred ? 7 - distance : 16 - 4 * distance) / 4));
                int at = (y * 64 + x) * 3;
                pixels[at] = (byte) (60 + 190 * ball);
                pixels[at + 1] = (byte) (50 + y / 2 + 100 * ball);
                pixels[at + 2] = (byte) (40 + y);
            }
        }
        return new Frame(64, 64, 3, pixels);
    }

    static List<Frame> frames(int count, boolean blurred) {
        var frames = new ArrayList<Frame>();
        for (int t = 0; t < count; t++) {
            frames.add(frame(4 * t, blurred));
        }
        return frames;
    }

    /** Latents that swing, [T, Z]. */
    static float[] observed(int steps, int latentSize) {
        var z = new float[steps * latentSize];
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < latentSize; i++) {
                z[t * latentSize + i] = (float) (Math.sin(t / (4.0 + i)) * (1 + 0.2 * i) + 0.1 * Math.cos(t * 1.7));
            }
        }
        return z;
    }

    /** Random walks around them from step {@code shown} on, [S, k, Z]. */
    static float[] futures(float[] observed, int shown, int samples, int k, int latentSize) {
        var random = Seed.of(1).child("futures").random();
        var futures = new float[samples * k * latentSize];
        for (int s = 0; s < samples; s++) {
            var drift = new double[latentSize];
            for (int t = 0; t < k; t++) {
                for (int i = 0; i < latentSize; i++) {
                    drift[i] += 0.12 * random.nextGaussian();
                    futures[(s * k + t) * latentSize + i] = (float) (observed[(shown + t) * latentSize + i] + drift[i]);
                }
            }
        }
        return futures;
    }
}
