package dev.reverie.vae;

import dev.reverie.compute.Engine;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.RunningMoments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Frames that are never trained on, kept in memory: evenly spaced ones of all held-out files together, so that every frame counts as much
 * as any other, as it does in training, and long episodes count by their lengths.
 */
final class HeldOut {
    private static final int MAX_FRAMES = 1000;
    /** A latent element is active if the variance of its mean over frames is above this (Burda et al. 2016, equation 9). */
    private static final double ACTIVE = 0.01;

    private final List<byte[]> frames = new ArrayList<>();
    private final int batch;

    HeldOut(FrameSource source, int side, int batch) {
        var files = source.files();
        this.batch = batch;
        var counts = source.counts();
        long all = Arrays.stream(counts).asLongStream().sum();
        long wanted = Math.min(MAX_FRAMES, all);
        var parts = new byte[files.size()][][];
        var begins = new long[files.size()];
        for (int e = 1; e < begins.length; e++) {
            begins[e] = begins[e - 1] + counts[e - 1];
        }
        Engine.current().pool().run(parts.length,
                e -> parts[e] = some(source, side, files.get(e), begins[e], begins[e] + counts[e], all, wanted));
        for (var part : parts) {
            frames.addAll(List.of(part));
        }
    }

    /**
     * Those of the frames number 0, all/wanted, 2·all/wanted, … that are in a file, which has the frames from {@code begin} to before
     * {@code end}.
     */
    private static byte[][] some(FrameSource source, int side, Path file, long begin, long end, long all, long wanted) {
        var numbers = LongStream.range(0, wanted).map(k -> k * all / wanted).filter(number -> number >= begin && number < end).toArray();
        if (numbers.length == 0) {
            return new byte[0][];
        }
        var clip = source.read(file).check(side);
        return Arrays.stream(numbers).mapToObj(number -> clip.frame((int) (number - begin))).toArray(byte[][]::new);
    }

    /** u8, [side, side, 3] each. */
    List<byte[]> frames() {
        return Collections.unmodifiableList(frames);
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    /**
     * Means over frames, with z drawn from V's posterior as in training: squared error without weights, KL divergence in nats, PSNR in
     * decibels, SSIM; and how many latent elements are active.
     */
    Map<String, Double> measure(MultiLayerNetwork network) {
        var latent = (LatentLayer) network.getLayer(ConvVaeArchitecture.latentAt(ConvVaeArchitecture.side(network)));
        var output = (FrameLayer) network.getOutputLayer();
        var quality = new Quality();
        int size = ((LatentLayerConf) latent.conf().getLayer()).latent();
        var moments = Stream.generate(() -> new RunningMoments(0)).limit(size).toList();
        double reconstruction = 0;
        double kl = 0;
        for (int from = 0; from < frames.size(); from += batch) {
            int rows = Math.min(batch, frames.size() - from);
            var x = rows(from, rows);
            network.score(new DataSet(x, x), true);
            reconstruction += rows * output.reconstruction();
            kl += rows * latent.kl();
            quality.add(output, from, rows);
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < size; i++) {
                    moments.get(i).add(latent.mean(row, i));
                }
            }
        }
        double active = moments.stream().filter(mean -> mean.variance() > ACTIVE).count();
        return Map.of("heldOutReconstruction", reconstruction / frames.size(), "heldOutKl", kl / frames.size(), "activeUnits", active,
                "heldOutPsnr", quality.psnr / frames.size(), "heldOutSsim", quality.ssim / frames.size());
    }

    /** Sums over frames. */
    private final class Quality {
        /** What a frame counts that is reproduced exactly: as if one channel of one pixel were one step of 255 off. */
        private static final double MOST = 89;

        private double psnr;
        private double ssim;

        void add(FrameLayer output, int from, int rows) {
            var decoded = new float[rows][frames.get(0).length];
            var each = new double[rows][];
            for (int row = 0; row < rows; row++) {
                output.decoded(rows, row, decoded[row]);
            }
            Engine.current().pool().run(rows, row -> {
                var frame = new float[frames.get(0).length];
                Pixels.toFloats(frames.get(from + row), 0, frame, 0, frame.length);
                each[row] = new double[]{Math.min(MOST, Similarity.psnr(frame, decoded[row])), Similarity.ssim(frame, decoded[row])};
            });
            for (var one : each) {
                psnr += one[0];
                ssim += one[1];
            }
        }
    }

    private INDArray rows(int from, int rows) {
        var x = Nd4j.createUninitialized(DataType.FLOAT, new long[]{rows, frames.get(0).length}, 'c');
        var view = Views.view(x);
        var frame = new float[frames.get(0).length];
        for (int row = 0; row < rows; row++) {
            Pixels.toFloats(frames.get(from + row), 0, frame, 0, frame.length);
            view.put(row * frame.length, frame);
        }
        return x;
    }
}
