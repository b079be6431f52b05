package dev.reverie.experiments.run;

import dev.reverie.compute.Engine;
import dev.reverie.core.LatentStarts;
import dev.reverie.core.Observation.Frame;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.dream.Dream;
import dev.reverie.dream.DreamBatch;
import dev.reverie.dream.DreamOptions;
import dev.reverie.dream.Pilot;
import dev.reverie.experiments.config.DreamConfig;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.mdn.Temperature;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;

/** The dreams of a run, shown through V: dreamt by its C where there is one already, otherwise by chance. */
public final class DreamScreen implements AutoCloseable {
    private final ExperimentConfig config;
    private final World world;
    private final LatentStarts starts;
    private final Space actions;
    private final boolean piloted;

    private DreamScreen(Context context) {
        config = context.config();
        world = World.load(context);
        starts = world.starts();
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
        return new DreamScreen(Context.reading(folder, Seed.of(0)));
    }

    /** How the run dreams, as configured. */
    public DreamConfig usual() {
        return config.dream();
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
        var options = DreamOptions.of(temperature).withEnding(config.dream().ending());
        var dreams = DreamBatch.of(world.rnn(), starts, options, Engine.current());
        return dreams.record(seed.child("dream").bits(), maxSteps, piloted ? pilot(dreams, maxSteps) : chance(seed));
    }

    private Pilot pilot(DreamBatch dreams, int maxSteps) {
        var controller = world.controller();
        return new DreamEvaluator(dreams, controller, 1, maxSteps).pilot(1, controller.parameters());
    }

    private Pilot chance(Seed seed) {
        var random = seed.child("actions").random();
        return (rows, ids, z, h, c, into) -> into.write(0, actions.sample(random), 0, actions.size());
    }

    /** What V makes of every moment of a dream, T+1 frames. */
    public List<Frame> frames(Dream dream) {
        return IntStream.rangeClosed(0, dream.length()).mapToObj(t -> (Frame) world.vae().decode(dream.z(t))).toList();
    }

    @Override
    public void close() {
        world.close();
    }
}
