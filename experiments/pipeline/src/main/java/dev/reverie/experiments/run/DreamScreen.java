package dev.reverie.experiments.run;

import dev.reverie.controller.ControllerBatch;
import dev.reverie.core.DreamPolicy;
import dev.reverie.core.LatentStore;
import dev.reverie.core.Observation.Frame;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.dream.Dream;
import dev.reverie.dream.DreamStatistics;
import dev.reverie.dream.PrecisionComparison;
import dev.reverie.experiments.config.CollectPolicy;
import dev.reverie.experiments.config.DreamConfig;
import dev.reverie.mdn.Temperature;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The dreams of a run, shown through V: dreamt by its C where there is one already, otherwise by chance. */
public final class DreamScreen implements AutoCloseable {
    private final StageContext context;
    private final TrainedModels world;
    private final Space actions;
    private final boolean piloted;

    private DreamScreen(StageContext context) {
        this.context = context;
        world = TrainedModels.load(context);
        try (var env = context.envs().get()) {
            actions = env.actionSpace();
        }
        piloted = Files.exists(context.folder().controller());
    }

    /**
     * Opens a run with V, M and latents.
     *
     * @throws dev.reverie.core.FileException
     *             if one of them is missing or damaged
     */
    public static DreamScreen open(RunFolder folder) {
        return new DreamScreen(StageContext.reading(folder, Seed.of(0)));
    }

    /** How the run dreams, as configured. */
    public DreamConfig usual() {
        return context.config().dream();
    }

    /** Whether C acts. */
    public boolean piloted() {
        return piloted;
    }

    /**
     * One dream.
     *
     * @param maxSteps
     *            where it is cut off
     */
    public Dream dream(Temperature temperature, int maxSteps, Seed seed) {
        var dreams = world.dreams(temperature);
        return dreams.record(seed.child("dream").bits(), maxSteps, piloted ? pilot() : chance(seed));
    }

    private DreamPolicy pilot() {
        return ControllerBatch.of(world.controller(), world.controller().parameters()).policy();
    }

    private DreamPolicy chance(Seed seed) {
        var random = seed.child("actions").random();
        return (rows, ids, state) -> state.actions().write(0, actions.sample(random), 0, actions.size());
    }

    /** What is to be known of the actions that were taken in the episodes; empty where their player did not look at frames. */
    public Optional<String> caution() {
        var collect = context.config().collect();
        int all = latents().files().size();
        int looking = collect.policy() instanceof CollectPolicy.Agent ? Math.max(0, all - collect.episodes()) : all;
        return collect.policy().looks() && looking > 0
                ? Optional.of(String.format(Locale.ROOT,
                        "the actions of %,d of the %,d episodes answer frames (policy %s); in a dream they answer nothing, so that these dreams are "
                                + "not of the same policy: their lengths and latents differ for that alone",
                        looking, all, collect.policy().text()))
                : Optional.empty();
    }

    /**
     * Dreams beside the episodes that M was made from, under the actions that were taken there.
     *
     * @param dreams
     *            how many
     * @throws IllegalArgumentException
     *             if too few episodes were held out of M's training
     */
    public DreamStatistics statistics(Temperature temperature, int dreams, Seed seed) {
        var latents = latents();
        return DreamStatistics.of(world.rnn(), latents.stream().toList(), world.rnn().heldOut(latents), setting(temperature, dreams),
                seed.child("statistics"));
    }

    /**
     * What dreaming in bf16 changes, under the actions that were taken in the episodes that M was made from.
     *
     * @param dreams
     *            how many
     * @throws IllegalArgumentException
     *             if too few episodes were held out of M's training
     */
    public PrecisionComparison rounding(Temperature temperature, int dreams, Seed seed) {
        var latents = latents();
        return PrecisionComparison.of(world.rnn(), latents.stream().toList(), world.rnn().heldOut(latents), setting(temperature, dreams),
                seed.child("rounding"));
    }

    private LatentStore latents() {
        return LatentStore.open(context.folder().latents());
    }

    private DreamStatistics.Setting setting(Temperature temperature, int dreams) {
        var config = context.config();
        return new DreamStatistics.Setting(config.dream().options(temperature), dreams, config.collect().minSteps(),
                config.collect().maxSteps());
    }

    /** What V makes of every moment of a dream, T+1 frames. */
    public List<Frame> frames(Dream dream) {
        return IntStream.rangeClosed(0, dream.length()).mapToObj(t -> (Frame) world.shown(dream.z(t))).toList();
    }

    @Override
    public void close() {
        world.close();
    }
}
