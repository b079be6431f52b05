package dev.reverie.experiments.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Precision;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Minimal;
import dev.reverie.core.RunFolder;
import dev.reverie.rnn.MdnRnnConfig;
import dev.reverie.rnn.MemoryConfig;
import dev.reverie.vae.VaeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentConfigTest {
    private static final List<String> NAMES = Presets.NAMES;

    @TempDir
    Path root;

    private ExperimentConfig load(String text) throws IOException {
        var file = root.resolve("my.yaml");
        Files.writeString(file, text);
        return ExperimentConfig.load(file);
    }

    /** The scores that are published beside the preset's name are the preset's. */
    @ParameterizedTest
    @ValueSource(ints = 1001)
    void publishedResultsWereMadeWithThePreset(int seed) {
        var published = ExperimentConfig.load(Path.of("../results/takecover/seed-" + seed + "/config.yaml"));
        assertEquals(ExperimentConfig.preset("takecover").with("seed=" + seed), published);
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void whatIsSavedLoadsAsAnEqualConfiguration(String preset) {
        var config = ExperimentConfig.preset(preset).with("env.options.frameSkip=4", "env.options.map=\"1\"", "vae.rate.to=1e-5");
        var file = new RunFolder(root).config();
        config.save(file);
        assertEquals(config, ExperimentConfig.load(file));
        assertEquals(config.yaml(), ExperimentConfig.load(file).yaml());
    }

    @Test
    void everyFileOfTheConfigurationsIsAPreset() throws IOException {
        try (var files = Files.list(Path.of("../configs"))) {
            var names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", "")).sorted().toList();
            assertEquals(Presets.NAMES.stream().sorted().toList(), names);
        }
    }

    @Test
    void aFileNeedsOnlyWhatDiffersFromItsPreset() throws IOException {
        var config = load("preset: takecover\nrnn:\n  hidden: 128\n");
        assertEquals(ExperimentConfig.preset("takecover").with("rnn.hidden=128"), config);
    }

    @Test
    void aBlockWhoseKeysAreAllCommentedOutChangesNothing() throws IOException {
        assertEquals(ExperimentConfig.preset("tiny"), load("preset: tiny\nrnn:\n  # hidden: 128\n"));
    }

    @Test
    void laterSettingsWin() {
        assertEquals(64, ExperimentConfig.preset("tiny").with("rnn.hidden=32", "rnn.hidden=64").rnn().hidden());
    }

    @Test
    void aSettingMayBeAWholeBlock() {
        var rate = ExperimentConfig.preset("tiny").with("rnn.rate={from: 0.1, decay: 1}").rnn().rate();
        assertEquals(new LearningRate(0.1, 1e-4, 1), rate);
    }

    @Test
    void anotherTypeReplacesTheWholeBlock() {
        var tiny = ExperimentConfig.preset("tiny");
        assertEquals(new CollectPolicy.Uniform(), tiny.with("collect.policy.type=uniform").collect().policy());
        assertEquals(new CollectPolicy.Uniform(), tiny.with("collect.policy=uniform").collect().policy());
        assertEquals(new CollectPolicy.Held(1, 4), tiny.with("collect.policy.most=4").collect().policy());
    }

    @Test
    void theMemoryIsAnLstmUnlessATransformerIsAskedFor() {
        var tiny = ExperimentConfig.preset("tiny").with("evolve.features=ZH");
        assertEquals(new MemoryConfig.Lstm(), tiny.rnn().memory());
        assertEquals(new MemoryConfig.Transformer(2, 128, 4, 64), tiny.with("rnn.memory.type=transformer").rnn().memory());
        assertEquals(new MemoryConfig.Transformer(2, 32, 4, 9),
                tiny.with("rnn.memory.type=transformer", "rnn.memory.width=32", "rnn.memory.context=9").rnn().memory());
        assertEquals(tiny, tiny.with("rnn.memory=transformer").with("rnn.memory=lstm"));
        var error = assertThrows(IllegalArgumentException.class, () -> tiny.with("rnn.memory={type: transformer, width: 30}"));
        assertEquals("rnn.memory.width must be a multiple of heads, was 30 with 4 heads", error.getMessage());
        error = assertThrows(IllegalArgumentException.class, () -> tiny.with("rnn.memory=transformer", "evolve.features=ZCH"));
        assertEquals("evolve.features must be z and parts of M's memory, which are h where rnn.memory is transformer; was ZCH",
                error.getMessage());
    }

    @Test
    void numbersMayBeWrittenAsYamlHasThem() {
        var config = ExperimentConfig.preset("tiny").with("vae.frames=270_000", "vae.rate.from=1e-3", "vae.beta=.5");
        assertEquals(270_000, config.vae().frames());
        assertEquals(1e-3, config.vae().rate().from());
        assertEquals(0.5, config.vae().beta());
    }

    @Test
    void aSectionChangesOnlyWithItsOwnKeys() {
        var config = ExperimentConfig.preset("tiny");
        assertEquals(config.section("vae"), config.with("rnn.hidden=5", "seed=7").section("vae"));
        assertNotEquals(config.section("vae"), config.with("vae.batch=20").section("vae"));
        assertTrue(config.section("dream", "evolve").startsWith("dream:"), config.section("dream", "evolve"));
    }

    @Test
    void encodingIsExactUnlessRoundingIsAskedFor() {
        assertEquals(EncodeConfig.exact(), ExperimentConfig.preset("tiny").encode());
        assertEquals(new EncodeConfig(Precision.BF16), ExperimentConfig.preset("takecover-paper").encode());
        assertEquals(Precision.BF16, ExperimentConfig.preset("tiny").with("encode.precision=BF16").encode().precision());
        assertEquals("encode:\n  precision: F32\n", ExperimentConfig.preset("tiny").section("encode"));
        var error = assertThrows(IllegalArgumentException.class, () -> ExperimentConfig.preset("tiny").with("encode.precision=F16"));
        assertTrue(error.getMessage().startsWith("encode.precision must be one of F32, BF16, was "), error.getMessage());
    }

    @Test
    void changesNameEveryKeyThatDiffers() {
        var config = ExperimentConfig.preset("tiny");
        assertEquals(List.of(), config.changes(config));
        assertEquals(List.of("collect.policy.least 1 → none", "collect.policy.most 10 → none", "collect.policy.type held → uniform",
                "env.options.limit none → 9", "seed 1 → 2"),
                config.changes(config.with("seed=2", "env.options.limit=9", "collect.policy=uniform")));
    }

    @Test
    void aPresetMayBeNamedOrAFileGiven() throws IOException {
        var file = root.resolve("mine.yaml");
        Files.writeString(file, "preset: tiny\nseed: 3\n");
        assertEquals(ExperimentConfig.preset("tiny").with("seed=3"), ExperimentConfig.of(file.toString()));
        assertEquals(ExperimentConfig.preset("tiny"), ExperimentConfig.of("tiny"));
    }

    @Test
    void whatHasADefaultMayBeLeftOut() {
        var text = ExperimentConfig.preset("tiny").yaml().lines()
                .filter(line -> !line.matches("\\s*(likelihood|augmentation|mirror|shift|encode|encoder|precision):.*"))
                .collect(Collectors.joining("\n"));
        var plain = Binder.bind(YamlReader.read(text, ""), ExperimentConfig.class).vae();
        assertEquals(ExperimentConfig.preset("tiny").vae(), plain);
    }

    /** Its second constructor is for Java alone. */
    record Sized(int width, int height, int depth) {
        @Minimal
        public Sized(int width, int height) {
            this(width, height, 1);
        }

        public Sized(int width) {
            this(width, 7, 7);
        }
    }

    record Unmarked(int width, int height) {
        public Unmarked(int width) {
            this(width, 7);
        }
    }

    @Test
    void onlyTheMarkedConstructorSaysWhichKeysMayBeLeftOut() {
        assertEquals(new Sized(3, 4, 1), Binder.bind(YamlReader.read("width: 3\nheight: 4\n", "a.yaml"), Sized.class));
        assertThrows(IllegalArgumentException.class, () -> Binder.bind(YamlReader.read("width: 3\n", "a.yaml"), Sized.class));
        assertThrows(IllegalArgumentException.class, () -> Binder.bind(YamlReader.read("width: 3\n", "a.yaml"), Unmarked.class));
    }

    @Test
    void everyPresetHasTheKeysThatItNeeds() {
        assertEquals(Set.of(2, 4, 8), Set.of(RecordTypes.needed(DreamConfig.class), RecordTypes.needed(CollectConfig.class),
                RecordTypes.needed(ExperimentConfig.class)));
        assertEquals(6, RecordTypes.needed(EvolveConfig.class));
        assertEquals(10, RecordTypes.needed(MdnRnnConfig.class));
        assertEquals(9, RecordTypes.needed(VaeConfig.class));
    }
}
