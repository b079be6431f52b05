package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.TransformerSizes;
import dev.reverie.compute.dl4j.EngineAdam;
import dev.reverie.compute.dl4j.Networks;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.ContentHash;
import dev.reverie.core.DivergedException;
import dev.reverie.core.FileException;
import dev.reverie.core.Finite;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Seed;
import dev.reverie.core.Split;
import dev.reverie.core.Training;
import dev.reverie.core.TrainingIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One training of M. What an update sees is a function of the seed and the update's number, so that a resumed training ends with the same bits as one that
 * was never interrupted.
 */
final class Trainer {
    private static final String STAGE = "rnn";
    /** Of a checkpoint: the memory that is carried. */
    private static final String MEMORY = "memory.f32";
    /** Of a checkpoint: the mean losses since the last line of the metric log. */
    private static final String SINCE = "since.txt";
    /** Updates between two lines of the metric log. */
    private static final int LOG_EVERY = 50;
    /** Updates between two measurements on held-out episodes. */
    private static final int MEASURE_EVERY = 200;

    private final MdnRnnConfig config;
    private final Seed seed;
    private final Training training;
    private final Engine engine = Engine.current();
    private final MdnRnnShape sizes;
    private final List<EncodedEpisode> tracks;
    private final HeldOut heldOut;
    /** Null where there are no checkpoints. */
    private final TrainingIdentity identity;
    /** Means over the updates since the last line of the metric log. */
    private Losses since = Losses.NONE;

    private Trainer(MdnRnnConfig config, List<Latents> episodes, Split<EncodedEpisode> split, String names, Seed seed, Training training) {
        this.config = config;
        this.seed = seed;
        this.training = training;
        sizes = sizes(config, episodes.get(0).latentSize(), episodes.get(0).actionSize());
        tracks = split.training();
        identity = training.checkpoint().isEmpty() ? null
                : TrainingIdentity.of(ConfigText.write(config), seed, ContentHash.ofLatents(episodes) + names);
        if (config.windows().sequences() == MdnRnnConfig.Sequences.WHOLE) {
            WholeEpisodes.check(tracks, config.windows().length());
        }
        heldOut = new HeldOut(split.heldOut(), config.windows(), seed.child("heldOut"));
    }

    static Trainer of(MdnRnnConfig config, LatentStore latents, Seed seed, Training training) {
        var files = latents.files();
        var episodes = files.stream().map(latents.reader()::latents).toList();
        try {
            return new Trainer(config, episodes, split(tracks(episodes, config), files, config), names(files), seed, training);
        } catch (WrongEpisodes e) {
            throw new FileException(e.episode < 0 ? latents.folder() : files.get(e.episode), e.problem, new IOException(e));
        }
    }

    static Trainer of(MdnRnnConfig config, List<Latents> episodes, Seed seed, Training training) {
        return new Trainer(config, episodes, Split.of(tracks(episodes, config), config.heldOut()), "", seed, training);
    }

    /** Which decide which episodes are held out. */
    private static String names(List<Path> files) {
        return ContentHash.of(files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining("\n")));
    }

    /** By the numbers of the files. */
    private static Split<EncodedEpisode> split(List<EncodedEpisode> tracks, List<Path> files, MdnRnnConfig config) {
        var byFile = new HashMap<Path, EncodedEpisode>();
        for (int i = 0; i < files.size(); i++) {
            byFile.put(files.get(i), tracks.get(i));
        }
        return Split.ofFiles(files, config.heldOut()).map(byFile::get);
    }

    /** Told apart from a configuration that is wrong, for which no file is to blame. */
    private static final class WrongEpisodes extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        /** Which one; −1 if there are none. */
        final int episode;
        final String problem;

        WrongEpisodes(int episode, String problem, Throwable cause) {
            super(episode < 0 ? problem : "episode " + episode + ": " + problem, cause);
            this.episode = episode;
            this.problem = problem;
        }
    }

    private static List<EncodedEpisode> tracks(List<Latents> episodes, MdnRnnConfig config) {
        if (episodes.isEmpty()) {
            throw new WrongEpisodes(-1, "holds no latents; encode some episodes first", null);
        }
        var all = new ArrayList<EncodedEpisode>();
        for (var episode : episodes) {
            try {
                if (config.heads().reward() > 0) {
                    Finite.check("reward", "step", episode.rewards(), 1);
                }
                all.add(EncodedEpisode.of(episode, episodes.get(0)));
            } catch (IllegalArgumentException e) {
                throw new WrongEpisodes(all.size(), e.getMessage(), e);
            }
        }
        return all;
    }

    static MdnRnnShape sizes(MdnRnnConfig config, int latent, int actions) {
        return new MdnRnnShape(latent, actions, memory(config, MdnRnnShape.inputs(latent, actions, config.heads())), config.components(),
                config.heads(), config.factorisation());
    }

    private static MemoryShape memory(MdnRnnConfig config, int inputs) {
        if (config.memory() instanceof MdnRnnConfig.Transformer t) {
            return new TransformerShape(new TransformerSizes(inputs, t.width(), t.layers(), t.heads(), t.context()));
        }
        return new LstmShape(inputs, config.hidden(), (float) config.forgetBias(), config.layerNorm());
    }

    static RecurrentMdn layer(MdnRnnConfig config, int latent, int actions) {
        return new RecurrentMdn(sizes(config, latent, actions), config.windows().length(), config.restartWeight(), config.dropout(),
                config.precision());
    }

    /** A new network, its weights drawn. */
    static MultiLayerNetwork network(MdnRnnConfig config, int latent, int actions, Seed seed) {
        var layer = layer(config, latent, actions);
        var network = new MultiLayerNetwork(Networks.builder(seed.child("weights"), new EngineAdam(config.rate()))
                .gradientNormalization(config.clipping() == MdnRnnConfig.Clipping.VALUE
                        ? GradientNormalization.ClipElementWiseAbsoluteValue
                        : GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(config.clip())
                .list().layer(layer).build());
        network.init();
        return network;
    }

    MdnRnn train() {
        var saved = training.checkpoint().filter(Files::exists).map(this::resume);
        var network = saved.map(Networks.Saved::network).orElseGet(() -> network(config, sizes.latent(), sizes.actions(), seed));
        int done = network.getIterationCount();
        try (var log =
                training.metrics().map(file -> MetricLog.resume(file, STAGE, done == 0 ? -1 : done)).orElse(null)) {
            update(network, done, saved.map(found -> found.entries().get(MEMORY)).orElse(null), log);
        } finally {
            network.clear();
            ((RecurrentMdnLayer) network.getLayer(0)).release();
        }
        return MdnRnn.of(config, network);
    }

    /**
     * @param remembered
     *            by the memory that is carried, after the first {@code from} updates; null for nothing
     */
    private void update(MultiLayerNetwork network, int from, byte[] remembered, MetricLog log) {
        int rows = config.windows().length() * config.windows().batch();
        try (var inputs = Nd4j.create(DataType.FLOAT, new long[]{rows, sizes.inputs()}, 'c');
                var labels = Nd4j.create(DataType.FLOAT, new long[]{rows, sizes.labels()}, 'c')) {
            var batch = Batch.on(sizes, config.windows(), Views.view(inputs), Views.view(labels));
            var layer = (RecurrentMdnLayer) network.getLayer(0);
            var memory = carried() ? CarriedMemory.of(config.windows().batch(), sizes.memory(), batch.resets()) : null;
            if (memory != null && remembered != null) {
                memory.restore(remembered);
            }
            layer.carry(memory);
            var feed = WindowSampler.of(tracks, config.windows(), seed);
            feed.skip(from);
            String held = "";
            for (int done = from + 1; done <= config.steps(); done++) {
                stopIfInterrupted(network, memory, done - 1, log);
                batch.fill(feed.next(), seed.child("latents", done).bits(), engine);
                layer.key(seed.child("dropout", done).bits());
                network.fit(inputs, labels);
                var losses = layer.losses();
                if (!Double.isFinite(losses.score())) {
                    throw diverged("the loss of M was " + losses.score(), done);
                }
                since = since.and(losses);
                boolean last = done == config.steps();
                if (done % LOG_EVERY == 0 || last) {
                    boolean measured = !heldOut.isEmpty() && (done % MEASURE_EVERY == 0 || last);
                    var kept = measured ? heldOut.measure(layer, batch, engine) : null;
                    held = measured ? String.format(Locale.ROOT, " held-out %.3f", kept.nll()) : held;
                    if (log != null) {
                        log.write(entry(done, since, kept));
                    }
                    since = Losses.NONE;
                }
                training.progress().update(done, config.steps(), String.format(Locale.ROOT, "nll %.3f%s", losses.nll(), held));
                if (done % training.every() == 0 || last) {
                    if (!Double.isFinite(network.params().sumNumber().doubleValue())) {
                        throw diverged("a parameter of M was no number", done);
                    }
                    training.checkpoint().ifPresent(file -> save(network, memory, file, log));
                }
            }
        }
    }

    private MetricLog.Entry entry(int update, Losses losses, Losses kept) {
        var values = new TreeMap<String, Double>();
        values.put("nll", losses.nll());
        if (sizes.heads().restart()) {
            values.put("restart", losses.restart());
        }
        if (sizes.heads().reward() > 0) {
            values.put("reward", losses.reward());
        }
        values.put("rate", config.rate().at(update - 1));
        if (kept != null) {
            values.put("heldOutNll", kept.nll());
            if (sizes.heads().restart()) {
                values.put("heldOutRestart", kept.restart());
            }
            if (sizes.heads().reward() > 0) {
                values.put("heldOutReward", kept.reward());
            }
            if (sizes.heads().restart() && kept.ends() > 0) {
                values.put("heldOutRecall", kept.recall());
            }
        }
        return new MetricLog.Entry(STAGE, update, values);
    }

    private void stopIfInterrupted(MultiLayerNetwork network, CarriedMemory memory, int done, MetricLog log) {
        if (Thread.currentThread().isInterrupted()) {
            training.checkpoint().ifPresent(file -> save(network, memory, file, log));
            throw new CancellationException("interrupted after " + done + " of " + config.steps() + " updates of M");
        }
    }

    /** After the lines of the log that it counts on are on the disk. */
    private void save(MultiLayerNetwork network, CarriedMemory memory, Path file, MetricLog log) {
        var entries = new TreeMap<String, byte[]>();
        entries.put(MdnRnn.CONFIG, ConfigText.write(config).getBytes(StandardCharsets.UTF_8));
        entries.put(TrainingIdentity.ENTRY, identity.text().getBytes(StandardCharsets.UTF_8));
        entries.put(SINCE, since.text().getBytes(StandardCharsets.UTF_8));
        if (memory != null) {
            entries.put(MEMORY, memory.bytes());
        }
        if (log != null) {
            log.sync();
        }
        Networks.save(network, file, true, entries);
    }

    private boolean carried() {
        return config.windows().sequences() == MdnRnnConfig.Sequences.CARRIED;
    }

    private DivergedException diverged(String what, int update) {
        return new DivergedException(what + " at update " + update + " of " + config.steps() + "; a lower rate or clip may help"
                + training.checkpoint().filter(Files::exists).map(file -> ", and delete " + file + ", which is of before").orElse(""));
    }

    private Networks.Saved resume(Path file) {
        var saved = Networks.load(file);
        identity.check(file, saved.entries().containsKey(TrainingIdentity.ENTRY)
                ? TrainingIdentity.parse(saved.text(TrainingIdentity.ENTRY))
                : null);
        if (!MdnRnn.config(file, saved).equals(config) || !((RecurrentMdnLayer) saved.network().getLayer(0)).sizes().equals(sizes)
                || carried() != saved.entries().containsKey(MEMORY)) {
            throw new FileException(file, "is the checkpoint of another training; delete it to begin anew");
        }
        since = saved.entries().containsKey(SINCE) ? Losses.of(saved.text(SINCE)) : Losses.NONE;
        return saved;
    }
}
