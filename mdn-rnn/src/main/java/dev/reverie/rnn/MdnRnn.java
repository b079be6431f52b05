package dev.reverie.rnn;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import dev.reverie.compute.dl4j.Networks;
import dev.reverie.compute.dl4j.TrainingLoop;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.Archive;
import dev.reverie.core.FileException;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.core.Split;
import dev.reverie.core.Training;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * M: a recurrent mixture density network (Ha and Schmidhuber 2018) that reads [z, a, restart] and expects the next z, as a mixture of
 * Gaussians for each element or one over all of them, and whether the episode is over.
 *
 * <p>The restart input is 1 at the first step of an episode and 0 afterwards.
 *
 * <p>Safe for many threads; every call runs on the thread that makes it. A row's bits do not depend on the batch it is in.
 */
public final class MdnRnn implements LatentDynamics {
    /** Of the model's file: the configuration. */
    static final String CONFIG = "mdn-rnn.properties";
    /** The names of the files of the episodes that it was not trained on, one a line; absent in files of earlier versions. */
    private static final String HELD_OUT = "held-out.txt";

    private final MdnRnnConfig config;
    private final MdnRnnShape sizes;
    private final MultiLayerNetwork network;
    private final PackedWeights weights;
    /** Names of files; null where they are not known. */
    private final List<String> heldOut;

    private MdnRnn(MdnRnnConfig config, MultiLayerNetwork network, List<String> heldOut) {
        this.config = config;
        this.heldOut = heldOut;
        this.sizes = ((RecurrentMdnLayer) network.getLayer(0)).sizes();
        this.network = network;
        var parameters = Floats.allocate(sizes.parameterCount());
        parameters.put(0, Views.view(network.params()), 0, parameters.size());
        this.weights = new PackedWeights(sizes, config.restartWeight(), parameters);
    }

    static MdnRnn of(MdnRnnConfig config, MultiLayerNetwork network) {
        return new MdnRnn(config, network, null);
    }

    /**
     * Trains on all episodes of a store, which are held in memory.
     *
     * <p>The metric log's stage is {@code rnn}. Of training, means since the line before: {@code nll} (nats a latent dimension), {@code
     * restart} (cross-entropy of the restart head, ends weighted), {@code reward} (nats); and {@code rate}. Of the held-out episodes, over
     * all their steps and with memory carried from their beginnings: {@code heldOutNll}, {@code heldOutRestart}, {@code heldOutReward},
     * {@code heldOutRecall} (share of the ends at which the restart logit is above 0), measured less often.
     *
     * @throws FileException
     *             if the latents or the checkpoint cannot be read
     * @throws dev.reverie.core.DivergedException
     *             if the loss or a parameter is no number any more; the checkpoint before that stays
     * @throws java.util.concurrent.CancellationException
     *             if the thread is interrupted; the checkpoint is then saved
     */
    public static MdnRnn train(MdnRnnConfig config, LatentStore latents, Seed seed, Training training) {
        return train(config, latents, seed, training, 0);
    }

    /**
     * Of an ensemble.
     *
     * @param member
     *            its number, of the metric log's stage
     */
    static MdnRnn train(MdnRnnConfig config, LatentStore latents, Seed seed, Training training, int member) {
        checkAlone(config);
        return TrainingLoop.run(stop -> RnnTraining.of(config, latents, seed, training.checkpoint().isPresent(), member), training,
                (task, network) -> new MdnRnn(config, network, task.heldOutFiles()));
    }

    private static void checkAlone(MdnRnnConfig config) {
        if (config.members() != 1) {
            throw new IllegalArgumentException(
                    "members must be 1 for one M, were " + config.members() + "; LatentDynamics.train makes an ensemble");
        }
    }

    /** As {@link #train(MdnRnnConfig, LatentStore, Seed, Training)}, on episodes that are no files. */
    public static MdnRnn train(MdnRnnConfig config, List<Latents> episodes, Seed seed, Training training) {
        checkAlone(config);
        return TrainingLoop.run(stop -> RnnTraining.of(config, episodes, seed, training.checkpoint().isPresent()), training,
                (task, network) -> new MdnRnn(config, network, task.heldOutFiles()));
    }

    @Override
    public List<Latents> heldOut(LatentStore latents) {
        var files = latents.files();
        // Files of before it was stored have none.
        var kept = heldOut == null
                ? Split.ofFiles(files, config.heldOut()).heldOut()
                : files.stream().filter(file -> heldOut.contains(file.getFileName().toString())).sorted(Comparator.comparing(this::place))
                        .toList();
        if (heldOut != null && kept.size() < heldOut.size()) {
            throw new FileException(latents.folder(), "lacks " + (heldOut.size() - kept.size()) + " of the " + heldOut.size()
                    + " episodes that M was not trained on, such as " + heldOut.get(0) + "; these are other latents than M's");
        }
        return kept.stream().map(latents.reader()::latents).toList();
    }

    private int place(Path file) {
        return heldOut.indexOf(file.getFileName().toString());
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

    /** Model and configuration. */
    @Override
    public void save(Path file) {
        var entries = new TreeMap<>(Map.of(CONFIG, ConfigText.write(config).getBytes(StandardCharsets.UTF_8)));
        if (heldOut != null) {
            entries.put(HELD_OUT, heldOut.stream().map(name -> name + "\n").collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
        }
        Networks.save(network, file, false, entries);
    }

    /**
     * Writes the parameters for other programs, as an {@code .npz} of named f32 arrays.
     *
     * <p>{@code lstm.input.weight} [Z+A+1, 4H] takes [z, a, restart], without restart head [z, a]; {@code lstm.hidden.weight} is [H, 4H];
     * {@code lstm.bias} [4H], the forget gate's constant in it; gates in PyTorch's order i, f, g, o. With layer normalisation the bias is
     * the gates' shift, {@code lstm.gain} [4H] their gain, {@code lstm.cell.gain} and {@code lstm.cell.shift} [H] the cell's. Where the
     * memory is a transformer of width H, its arrays stand in their place, named {@code transformer.} and then as {@link
     * dev.reverie.compute.TransformerSizes#arrays} has them, with {@code transformer.heads} [1] and {@code transformer.context} [1]. Of h,
     * {@code restart.weight} [H, 1] and {@code restart.bias} [1] make the restart logit; {@code mixture.weight} [H, 3, K, Z] and {@code
     * mixture.bias} [3, K, Z] logits, means and log σ, which is held to −30..30, or where one mixture is over all latents, {@code
     * logits.weight} [H, K], {@code logits.bias} [K] and the mixture's [H, 2, K, Z] and [2, K, Z]; {@code reward.weight} [H, 3, K'] and
     * {@code reward.bias} [3, K'] the reward's. {@code restart.endWeight} [1] is how often training counted an end.
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
        return new MdnRnn(config(file, saved), saved.network(),
                saved.entries().containsKey(HELD_OUT) ? saved.text(HELD_OUT).lines().toList() : null);
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

    /** 1,678,785 for the paper's DoomTakeCover. */
    @Override
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
    public List<Part> parts() {
        return sizes.memory().parts();
    }

    @Override
    public boolean predictsEnds() {
        return sizes.heads().restart();
    }

    @Override
    public List<String> readouts() {
        return sizes.others().stream().map(Head::name).toList();
    }

    @Override
    public State open(int rows, Precision precision) {
        return state(rows, precision);
    }

    MdnRnnState state(int rows, Precision precision) {
        return weights.open(rows, precision);
    }

    @Override
    public void close() {
        weights.close();
        network.close();
    }

    @Override
    public String toString() {
        return "MdnRnn[" + sizes + ", " + parameterCount() + " parameters]";
    }
}
