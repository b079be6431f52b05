package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.dl4j.EngineAdam;
import dev.reverie.compute.dl4j.Networks;
import dev.reverie.compute.dl4j.TrainingMeans;
import dev.reverie.compute.dl4j.TrainingTask;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.ContentHash;
import dev.reverie.core.FileException;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Seed;
import dev.reverie.core.Split;
import dev.reverie.core.TrainingIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The training of M on episodes that are held in memory. */
final class RnnTraining implements TrainingTask {
    /** Of a checkpoint: the memory that is carried. */
    private static final String MEMORY = "memory.f32";

    private final MdnRnnConfig config;
    private final Seed seed;
    private final String stage;
    private final Engine engine = Engine.current();
    private final MdnRnnShape sizes;
    private final List<HeadSlot> slots;
    private final HeldOut heldOut;
    /** Names of the files that are held out; null where episodes are no files. */
    private final List<String> heldOutFiles;
    private final WindowSampler feed;
    /** Null where there are no checkpoints. */
    private final TrainingIdentity identity;
    private final INDArray inputs;
    private final INDArray labels;
    private final Batch batch;
    /** Null where none is carried. */
    private final CarriedMemory memory;
    private MultiLayerNetwork network;

    private RnnTraining(MdnRnnConfig config, Latents first, Split<EncodedEpisode> split, TrainingIdentity identity, Seed seed, int member,
            List<String> heldOutFiles) {
        this.config = config;
        this.seed = seed;
        this.heldOutFiles = heldOutFiles;
        stage = member == 0 ? "rnn" : "rnn.member" + member;
        this.identity = identity;
        sizes = sizes(config, first.latentSize(), first.actionSize());
        slots = sizes.slots(config.restartWeight());
        if (config.windows().sequences() == MdnRnnConfig.Sequences.WHOLE) {
            WholeEpisodes.check(split.training(), config.windows().length());
        }
        heldOut = new HeldOut(split.heldOut(), config.windows(), seed.child("heldOut"));
        feed = WindowSampler.of(split.training(), config.windows(), seed);
        long rows = (long) config.windows().length() * config.windows().batch();
        inputs = Nd4j.create(DataType.FLOAT, new long[]{rows, sizes.inputs()}, 'c');
        labels = Nd4j.create(DataType.FLOAT, new long[]{rows, sizes.labels()}, 'c');
        batch = Batch.on(sizes, config.windows(), Views.view(inputs), Views.view(labels));
        memory = config.windows().sequences() == MdnRnnConfig.Sequences.CARRIED
                ? CarriedMemory.of(config.windows().batch(), sizes.memory(), batch.resets())
                : null;
    }

    /**
     * @param kept
     *            whether there are checkpoints, whose data is hashed
     * @param member
     *            its number in an ensemble, otherwise 0
     */
    static RnnTraining of(MdnRnnConfig config, LatentStore latents, Seed seed, boolean kept, int member) {
        var files = latents.files();
        var episodes = files.stream().map(latents.reader()::latents).toList();
        try {
            var first = first(episodes);
            var split = Split.ofFiles(files, config.heldOut());
            var byFile = new HashMap<Path, EncodedEpisode>();
            var tracks = tracks(episodes, config);
            for (int i = 0; i < files.size(); i++) {
                byFile.put(files.get(i), tracks.get(i));
            }
            return new RnnTraining(config, first, split.map(byFile::get),
                    kept ? identity(config, seed, episodes, names(files)) : null, seed, member,
                    split.heldOut().stream().map(file -> file.getFileName().toString()).toList());
        } catch (WrongEpisodes e) {
            throw new FileException(e.episode < 0 ? latents.folder() : files.get(e.episode), e.problem, new IOException(e));
        }
    }

    /** On episodes that are no files. */
    static RnnTraining of(MdnRnnConfig config, List<Latents> episodes, Seed seed, boolean kept) {
        return new RnnTraining(config, first(episodes), Split.of(tracks(episodes, config), config.heldOut()),
                kept ? identity(config, seed, episodes, "") : null, seed, 0, null);
    }

    /** On all of the episodes. */
    static RnnTraining ofAll(MdnRnnConfig config, List<Latents> episodes, Seed seed) {
        return new RnnTraining(config, first(episodes), new Split<>(tracks(episodes, config), List.of()), null, seed, 0, null);
    }

    private static Latents first(List<Latents> episodes) {
        if (episodes.isEmpty()) {
            throw new WrongEpisodes(-1, "holds no latents; encode some episodes first", null);
        }
        return episodes.get(0);
    }

    private static TrainingIdentity identity(MdnRnnConfig config, Seed seed, List<Latents> episodes, String names) {
        return TrainingIdentity.of(ConfigText.write(config), seed, ContentHash.ofLatents(episodes) + names);
    }

    /** Which decide which episodes are held out. */
    private static String names(List<Path> files) {
        return ContentHash.of(files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining("\n")));
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
        var all = new ArrayList<EncodedEpisode>();
        var heads = episodes.isEmpty() ? List.<HeadSlot>of() : sizes(config, 1, 1).slots(1);
        for (var episode : episodes) {
            try {
                heads.forEach(slot -> slot.head().check(episode));
                all.add(EncodedEpisode.of(episode, episodes.get(0)));
            } catch (IllegalArgumentException e) {
                throw new WrongEpisodes(all.size(), e.getMessage(), e);
            }
        }
        return all;
    }

    List<String> heldOutFiles() {
        return heldOutFiles;
    }

    static MdnRnnShape sizes(MdnRnnConfig config, int latent, int actions) {
        return new MdnRnnShape(latent, actions, config.memory(MdnRnnShape.inputs(latent, actions, config.heads())), config.components(),
                config.heads(), config.factorisation());
    }

    static RecurrentMdn layer(MdnRnnConfig config, int latent, int actions) {
        return new RecurrentMdn(sizes(config, latent, actions), config.windows().length(), config.restartWeight(), config.dropout(),
                config.precision(), config.memory() instanceof MemoryConfig.Custom custom ? custom.toString() : null);
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

    @Override
    public String stage() {
        return stage;
    }

    @Override
    public int updates() {
        return config.steps();
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public String minibatch() {
        return config.windows().batch() + " windows";
    }

    @Override
    public LearningRate rate() {
        return config.rate();
    }

    @Override
    public TrainingIdentity identity() {
        return identity;
    }

    @Override
    public MultiLayerNetwork newNetwork() {
        return network(config, sizes.latent(), sizes.actions(), seed);
    }

    @Override
    public Map<String, byte[]> entries() {
        var config = ConfigText.write(this.config).getBytes(StandardCharsets.UTF_8);
        return memory == null ? Map.of(MdnRnn.CONFIG, config) : Map.of(MdnRnn.CONFIG, config, MEMORY, memory.bytes());
    }

    @Override
    public void begin(MultiLayerNetwork network, int done, Map<String, byte[]> entries) {
        Networks.checkLayers(network, List.of(layer(config, sizes.latent(), sizes.actions())));
        this.network = network;
        if (memory != null && done > 0) {
            if (!entries.containsKey(MEMORY)) {
                throw new IllegalArgumentException("it has no " + MEMORY);
            }
            memory.restore(entries.get(MEMORY));
        }
        layer().carry(memory);
        feed.skip(done);
    }

    private RecurrentMdnLayer layer() {
        return (RecurrentMdnLayer) network.getLayer(0);
    }

    /** How the last update found its minibatch. */
    Losses losses() {
        return layer().losses();
    }

    @Override
    public void update(int update, TrainingMeans means) {
        batch.fill(feed.next(), seed.child("latents", update + 1).bits(), engine);
        layer().key(seed.child("dropout", update + 1).bits());
        network.fit(inputs, labels);
        values(losses(), false).forEach((name, value) -> means.add(name, value, losses().steps()));
    }

    /** By the names of the metric log. */
    private Map<String, Double> values(Losses losses, boolean heldOut) {
        var values = new TreeMap<String, Double>();
        slots.forEach(slot -> values.putAll(slot.head().values(losses.sums().get(slot.head().name()), heldOut)));
        return values;
    }

    @Override
    public int measureEvery() {
        return 200;
    }

    @Override
    public Map<String, Double> measure() {
        var values = new TreeMap<String, Double>();
        if (!heldOut.isEmpty()) {
            var losses = heldOut.measure(layer(), batch, engine);
            values(losses, true).forEach((name, value) -> values.put("heldOut" + name.substring(0, 1).toUpperCase(Locale.ROOT)
                    + name.substring(1), value));
        }
        return values;
    }

    @Override
    public String message(Map<String, Double> values) {
        var held = values.get("heldOutNll");
        return String.format(Locale.ROOT, "nll %.3f", values.get("nll"))
                + (held == null ? "" : String.format(Locale.ROOT, " held-out %.3f", held));
    }

    /** Frees the buffers of updates. */
    @Override
    public void close() {
        if (network != null) {
            network.clear();
            layer().release();
        }
        inputs.close();
        labels.close();
    }
}
