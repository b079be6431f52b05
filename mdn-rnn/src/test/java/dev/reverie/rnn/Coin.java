package dev.reverie.rnn;

import dev.reverie.core.Gaussians;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Latents;
import dev.reverie.core.LearningRate;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Training;
import dev.reverie.mdn.Factorisation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A world of which everything is known: a coin, seen as ±1 with noise 0.1 in each of two latents, the second turned round. Actions 0 to 3
 * turn it over, 4 to 6 toss it; 7 turns it over, and ends the episode if it showed +1.
 */
public final class Coin {
    public static final Space ACTIONS = Space.discrete(8);
    public static final double NOISE = 0.1;
    /** Entropy of the next latents given everything, nats a dimension, each dimension by itself: a toss costs it a bit. */
    public static final double ENTROPY = 0.5 * Math.log(2 * Math.PI * Math.E * NOISE * NOISE) + 3 / 8.0 * Math.log(2);

    /** Of the latents together: a toss costs one bit for both. */
    public static final double JOINT_ENTROPY = ENTROPY - 3 / 16.0 * Math.log(2);

    private static final Map<MdnRnnConfig, Trained> TRAINED = new HashMap<>();

    private Coin() {
    }

    public static Latents episode(Seed seed, int most) {
        var random = seed.random();
        var actions = new float[most];
        var coin = new float[most + 1];
        coin[0] = random.nextBoolean() ? 1 : -1;
        int steps = 0;
        boolean over = false;
        while (steps < most && !over) {
            float action = actions[steps] = ACTIONS.sample(random)[0];
            coin[steps + 1] = action >= 4 && action < 7 && random.nextBoolean() ? coin[steps] : -coin[steps];
            over = action == 7 && coin[steps] > 0;
            steps++;
        }
        var means = new float[(steps + 1) * 2];
        for (int i = 0; i < means.length; i++) {
            means[i] = i % 2 == 0 ? coin[i / 2] : -coin[i / 2];
        }
        var logVariances = new float[means.length];
        Arrays.fill(logVariances, (float) (2 * Math.log(NOISE)));
        return new Latents(2, means, logVariances, Arrays.copyOf(actions, steps), new float[steps], over, !over, 0);
    }

    public static LatentStore store(Path folder, int episodes) {
        var store = LatentStore.create(folder);
        for (int i = 0; i < episodes; i++) {
            store.write(i, episode(Seed.of(7).child("coin", i), 60));
        }
        return store;
    }

    public static Gaussians starts() {
        return Latents.starts(java.util.stream.IntStream.range(0, 5).mapToObj(i -> episode(Seed.of(8).child("coin", i), 2)));
    }

    public static MdnRnnConfig config(int steps) {
        return new MdnRnnConfig(32, 3, 1, new MdnRnnConfig.Windows(12, 40, 0.25), steps, new LearningRate(3e-2, 1e-3, 0.995), 1, 3, 0, 0.2);
    }

    /** M of this world, and what was told on the way. */
    record Trained(MdnRnn model, List<MetricLog.Entry> log, List<String> messages) {
    }

    /** Trained once for all tests. */
    static Trained trained() {
        return trained(config(600));
    }

    static synchronized Trained trained(MdnRnnConfig config) {
        if (!TRAINED.containsKey(config)) {
            try {
                var folder = Files.createTempDirectory("coin");
                var log = folder.resolve("metrics.jsonl");
                var messages = new ArrayList<String>();
                var training = new Training(Optional.empty(), 1, Optional.of(log),
                        (step, total, message) -> messages.add(step + "/" + total + " " + message));
                var model = MdnRnn.train(config, store(folder.resolve("latents"), 200), Seed.of(3), training);
                TRAINED.put(config, new Trained(model, MetricLog.read(log), messages));
                try (var files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return TRAINED.get(config);
    }

    /** With one mixture over both latents. */
    public static MdnRnn jointModel() {
        return trained(config(400).withFactorisation(Factorisation.JOINT)).model();
    }

    public static MdnRnn model() {
        return trained().model();
    }

    /** What a model expects after one step from the beginning. */
    public static Prediction expected(LatentDynamics model, float[] z, float... action) {
        try (var state = stepped(model, z, action)) {
            return state.prediction(0);
        }
    }

    /** What it remembers then: h. */
    public static float[] remembered(LatentDynamics model, float[] z, float... action) {
        try (var state = stepped(model, z, action)) {
            return state.parts().get(0).toArray();
        }
    }

    private static LatentDynamics.State stepped(LatentDynamics model, float[] z, float... action) {
        var state = model.open(1);
        state.begin(0);
        state.z().put(0, z);
        state.actions().put(0, action);
        state.advance(1);
        state.predict(1);
        return state;
    }
}
