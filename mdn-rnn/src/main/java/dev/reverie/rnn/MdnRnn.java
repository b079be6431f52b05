package dev.reverie.rnn;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import dev.reverie.compute.dl4j.Networks;
import dev.reverie.compute.dl4j.TrainingLoop;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.Archive;
import dev.reverie.core.FileException;
import dev.reverie.core.Hidden;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.core.Split;
import dev.reverie.core.Training;
import dev.reverie.core.WorldModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * M: a recurrent mixture density network (Ha and Schmidhuber 2018) that reads [z, a, restart] and expects the next z, as a mixture of Gaussians for each
 * element or one over all of them, and whether the episode is over.
 *
 * <p>The restart input is 1 at the first step of an episode and 0 afterwards: {@link Hidden#begun} says which step it is.
 *
 * <p>Safe for many threads; every call runs on the thread that makes it. A row's bits do not depend on the batch it is in.
 */
public final class MdnRnn implements WorldModel, AutoCloseable {
    /** Of the model's file: the configuration. */
    static final String CONFIG = "mdn-rnn.properties";

    private final MdnRnnConfig config;
    private final MdnRnnShape sizes;
    private final MultiLayerNetwork network;
    private final StepperPool steppers;

    private MdnRnn(MdnRnnConfig config, MultiLayerNetwork network) {
        this.config = config;
        this.sizes = ((RecurrentMdnLayer) network.getLayer(0)).sizes();
        this.network = network;
        var parameters = Floats.allocate(sizes.parameterCount());
        parameters.put(0, Views.view(network.params()), 0, parameters.size());
        this.steppers = new StepperPool(sizes, parameters);
    }

    static MdnRnn of(MdnRnnConfig config, MultiLayerNetwork network) {
        return new MdnRnn(config, network);
    }

    /**
     * Trains on all episodes of a store, which are held in memory.
     *
     * <p>The metric log's stage is {@code rnn}. Of training, means since the line before: {@code nll} (nats a latent dimension), {@code restart} (cross-entropy of
     * the restart head, ends weighted), {@code reward} (nats); and {@code rate}. Of the held-out episodes, over all their steps and with memory carried from
     * their beginnings: {@code heldOutNll}, {@code heldOutRestart}, {@code heldOutReward}, {@code heldOutRecall} (share of the ends at which the restart logit is
     * above 0), measured less often.
     *
     * @throws FileException
     *             if the latents or the checkpoint cannot be read
     * @throws dev.reverie.core.DivergedException
     *             if the loss or a parameter is no number any more; the checkpoint before that stays
     * @throws java.util.concurrent.CancellationException
     *             if the thread is interrupted; the checkpoint is then saved
     */
    public static MdnRnn train(MdnRnnConfig config, LatentStore latents, Seed seed, Training training) {
        return TrainingLoop.run(stop -> RnnTraining.of(config, latents, seed, training.checkpoint().isPresent()), training,
                (task, network) -> of(config, network));
    }

    /** Likewise, on episodes that are no files. */
    public static MdnRnn train(MdnRnnConfig config, List<Latents> episodes, Seed seed, Training training) {
        return TrainingLoop.run(stop -> RnnTraining.of(config, episodes, seed, training.checkpoint().isPresent()), training,
                (task, network) -> of(config, network));
    }

    /** The episodes that {@link #train} with the same configuration does not train on, to measure on: those of {@link Split}, whatever the seed. */
    public static List<Latents> heldOut(MdnRnnConfig config, LatentStore latents) {
        return Split.ofFiles(latents.files(), config.heldOut()).heldOut().stream().map(latents.reader()::latents).toList();
    }

    /** With random weights: what a trained one is to be compared with. */
    public static MdnRnn untrained(MdnRnnConfig config, int latentSize, int actionSize, Seed seed) {
        return of(config, RnnTraining.network(config, latentSize, actionSize, seed));
    }

    /** Whether a file that can be read is one of M's, by {@link #save} or by {@link #exportWeights}. */
    public static boolean isSavedIn(Path file) {
        try (var archive = Archive.open(file)) {
            return archive.names().contains(CONFIG)
                    || WeightsFile.MARKS.stream().anyMatch(name -> archive.names().contains(name + ".npy"));
        } catch (FileException e) {
            return false;
        }
    }

    /** Saves model and configuration; the same model gives the same bytes. */
    public void save(Path file) {
        Networks.save(network, file, false, Map.of(CONFIG, ConfigText.write(config).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Writes the parameters for other programs, as an {@code .npz} of named f32 arrays.
     *
     * <p>{@code lstm.input.weight} [Z+A+1, 4H] takes [z, a, restart], without restart head [z, a]; {@code lstm.hidden.weight} is [H, 4H]; {@code
     * lstm.bias} [4H], the forget gate's constant in it; gates in PyTorch's order i, f, g, o. With layer normalisation the bias is
     * the gates' shift, {@code lstm.gain} [4H] their gain, {@code lstm.cell.gain} and {@code lstm.cell.shift} [H] the cell's. Where the memory is a transformer of
     * width H, its arrays stand in their place, named {@code transformer.} and then as {@link dev.reverie.compute.TransformerSizes#arrays} has them, with
     * {@code transformer.heads} [1] and {@code transformer.context} [1]. Of h, {@code restart.weight}
     * [H, 1] and {@code restart.bias} [1] make the restart logit; {@code mixture.weight} [H, 3, K, Z] and {@code mixture.bias} [3, K, Z] logits, means and log σ, which is held to −30..30,
     * or where one mixture is over all latents, {@code logits.weight} [H, K], {@code logits.bias} [K] and the mixture's [H, 2, K, Z] and [2, K, Z];
     * {@code reward.weight} [H, 3, K'] and {@code reward.bias} [3, K'] the reward's. {@code restart.endWeight} [1] is how often training counted an end.
     */
    public void exportWeights(Path npz) {
        var parameters = Floats.allocate(sizes.parameterCount());
        parameters.put(0, Views.view(network.params()), 0, parameters.size());
        WeightsFile.write(config, sizes, parameters, npz);
    }

    /**
     * M with the parameters of a file as {@link #exportWeights} writes it; what only training needs is not in it.
     *
     * @throws FileException
     *             if an array is missing or of another shape
     */
    public static MdnRnn importWeights(Path npz) {
        var model = WeightsFile.read(npz);
        return of(model.config(), model.network());
    }

    /**
     * Loads what {@link #save} wrote.
     *
     * @throws FileException
     *             if there is no such file, it is cut off, or it holds something else
     */
    public static MdnRnn load(Path file) {
        var saved = Networks.load(file);
        return of(config(file, saved), saved.network());
    }

    static MdnRnnConfig config(Path file, Networks.Saved saved) {
        try {
            var config = ConfigText.read(saved.text(CONFIG));
            if (saved.network().getLayer(0) instanceof RecurrentMdnLayer layer) {
                Networks.checkLayers(saved.network(), List.of(RnnTraining.layer(config, layer.sizes().latent(), layer.sizes().actions())));
                return config;
            }
            throw new IllegalArgumentException("its layer is " + saved.network().getLayer(0).getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            throw new FileException(file, "holds no mixture density recurrent network: " + e.getMessage(), new IOException(e));
        }
    }

    public MdnRnnConfig config() {
        return config;
    }

    /** How many numbers were trained; 1,678,785 for the paper's DoomTakeCover. */
    public int parameterCount() {
        return sizes.parameterCount();
    }

    @Override
    public int latentSize() {
        return sizes.latent();
    }

    @Override
    public int actionSize() {
        return sizes.actions();
    }

    @Override
    public int hiddenSize() {
        return sizes.hidden();
    }

    @Override
    public void advance(Hidden from, float[] z, float[] action, Hidden to) {
        if (!(sizes.memory() instanceof LstmShape)) {
            throw new UnsupportedOperationException("only of an LSTM is all that is remembered h and c; use stepper");
        }
        int rows = from.batch();
        size("z", z.length, rows * sizes.latent());
        size("action", action.length, rows * sizes.actions());
        size("from", from.h().length, rows * sizes.hidden());
        size("to", to.h().length, from.h().length);
        for (int at = 0; at < rows;) {
            var stepper = steppers.borrow(rows - at);
            int count = Math.min(stepper.rows(), rows - at);
            advance(stepper, count, at, from, z, action, to);
            steppers.giveBack(stepper);
            at += count;
        }
    }

    private void advance(Stepper stepper, int count, int at, Hidden from, float[] z, float[] action, Hidden to) {
        int H = sizes.hidden();
        stepper.z().write(0, z, at * sizes.latent(), count * sizes.latent());
        stepper.actions().write(0, action, at * sizes.actions(), count * sizes.actions());
        stepper.h().write(0, from.h(), at * H, count * H);
        stepper.c().write(0, from.c(), at * H, count * H);
        for (int r = 0; r < count; r++) {
            stepper.restarts().set(r, from.begun()[at + r] ? 0 : 1);
        }
        stepper.advance(count);
        stepper.h().read(0, to.h(), at * H, count * H);
        stepper.c().read(0, to.c(), at * H, count * H);
        Arrays.fill(to.begun(), at, at + count, true);
    }

    /**
     * What the memory of one sequence expects next.
     *
     * @param hidden
     *            [1, H], after an {@link #advance}; not modified
     */
    public Prediction predict(Hidden hidden) {
        size("hidden", hidden.h().length, sizes.hidden());
        var stepper = steppers.borrow(1);
        stepper.h().write(0, hidden.h(), 0, sizes.hidden());
        stepper.predict();
        var prediction = stepper.prediction(0);
        steppers.giveBack(stepper);
        return prediction;
    }

    /**
     * A new stepper of this model, the caller's to close.
     *
     * @param rows
     *            N, how many rows it takes at most
     */
    public Stepper stepper(int rows) {
        return stepper(rows, Precision.F32);
    }

    /**
     * As {@link #stepper(int)}.
     *
     * @param precision
     *            of the products; memory and outputs are in f32 in any case
     */
    public Stepper stepper(int rows, Precision precision) {
        return steppers.make(rows, precision);
    }

    private static void size(String name, int actual, int expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(name + " must have " + expected + " elements, had " + actual);
        }
    }

    /** Frees its native memory; nothing may be asked any more of it, nor of steppers and dreams that were made of it. */
    @Override
    public void close() {
        steppers.close();
        network.close();
    }

    @Override
    public String toString() {
        return "MdnRnn[" + sizes + ", " + parameterCount() + " parameters]";
    }
}
