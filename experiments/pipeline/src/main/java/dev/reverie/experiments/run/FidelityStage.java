package dev.reverie.experiments.run;

import dev.reverie.compute.Engine;
import dev.reverie.controller.Controller;
import dev.reverie.controller.ControllerBatch;
import dev.reverie.controller.DreamArena;
import dev.reverie.core.DreamPolicy;
import dev.reverie.core.Observation;
import dev.reverie.core.Policy;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.dream.DreamBatch;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Plays unlike players in the dream and in the environment, both cut off after as many steps: is what is better in the dream better? The
 * players are the controllers of the evolution's history, its beginning, a controller drawn at random, and players that do not look. None
 * of the episodes is one that the evaluation plays.
 */
final class FidelityStage implements Stage {
    private static final int DREAMS = 64;
    /** Of {@code evaluate.episodes}: one in so many for each of the players. */
    private static final int SHARE = 4;
    /** With fewer, an interval says nothing. */
    private static final int LEAST = 4;

    static Path file(RunFolder folder) {
        return folder.scores().resolveSibling("fidelity.csv");
    }

    @Override
    public String name() {
        return "fidelity";
    }

    @Override
    public String about() {
        return "Play controllers of the evolution's history and blind players in the dream and in the environment.";
    }

    @Override
    public String unit() {
        return "episodes";
    }

    @Override
    public List<Path> reads(RunFolder folder) {
        return List.of(folder.vae(), folder.latents(), folder.rnn(), ControllerSnapshots.of(folder).folder());
    }

    @Override
    public List<Path> writes(RunFolder folder) {
        return List.of(file(folder));
    }

    @Override
    public String config(ExperimentConfig config) {
        return config.section("env", "dream", "evolve") + "episodes: " + config.evaluate().episodes()
                + "\n";
    }

    @Override
    public StageSummary run(StageContext context) {
        try (var world = TrainedModels.load(context)) {
            var points = new Players(context, world).play();
            var fidelity = new DreamFidelity(points);
            fidelity.save(file(context.folder()));
            return new StageSummary(fidelity.hasDreams()
                    ? fidelity.text("unlike players") + "; " + fidelity.evolved().text("controllers of the history alone")
                    : points.size() + " controllers of the history");
        }
    }

    /** The players of a run. */
    private static final class Players {
        private final StageContext context;
        private final TrainedModels world;
        private final int cut;
        private final int episodes;
        private final DreamBatch dreams;
        private final List<DreamFidelity.Point> points = new ArrayList<>();
        private int count;

        Players(StageContext context, TrainedModels world) {
            this.context = context;
            this.world = world;
            cut = context.config().dream().maxSteps();
            episodes = Math.max(LEAST, context.config().evaluate().episodes() / SHARE);
            dreams = world.dreams();
        }

        List<DreamFidelity.Point> play() {
            var evolved = ControllerSnapshots.of(context.folder()).load(world.blank());
            boolean dreams = context.config().dreamsScore();
            // where dreams have no score there is nothing to compare
            var blind = dreams ? new BlindPlayers(world.actions()).all() : Map.<String, Policy>of();
            count = evolved.size() + (dreams ? 2 : 0) + blind.size();
            if (dreams) {
                play("random controller", -1, drawn());
                play("generation 0", 0, world.blank());
            }
            evolved.forEach((told, controller) -> play("generation " + told, told, controller));
            blind.forEach(this::play);
            return points;
        }

        /** As candidates are before anything is learned. */
        private Controller drawn() {
            var random = context.seed().child("controller").random();
            var parameters = world.blank().parameters();
            Arrays.setAll(parameters, i -> context.config().evolve().stepSize() * random.nextGaussian());
            return world.blank().withParameters(parameters);
        }

        private void play(String name, int told, Controller controller) {
            var played = world.batch().withProgress(progress())
                    .play(ControllerBatch.of(controller, controller.parameters()), episodes, context.seed().child("agent"), cut);
            var dream = context.config().dreamsScore()
                    ? Returns.of(DreamArena.of(dreams, controller).play(controller.parameters(), DREAMS, cut,
                            context.seed().child("dreams")), cut)
                    : Returns.NONE;
            points.add(new DreamFidelity.Point(name, told, dream, Returns.of(played.cut(), cut),
                    Returns.of(played.whole(), Integer.MAX_VALUE)));
        }

        private void play(String name, Policy policy) {
            var real = Rollout.on(context.envs()).withMaxSteps(cut).withThreads(Engine.current().pool().threads()).withProgress(progress())
                    .evaluate(policy, episodes, context.seed().child("agent"));
            var seed = context.seed().child("dreams");
            var keys = IntStream.range(0, DREAMS).mapToLong(i -> seed.child("dream", i).bits()).toArray();
            var dream = dreams.run(keys, cut, blind(policy, seed));
            points.add(new DreamFidelity.Point(name, -1, Returns.of(dream, cut), Returns.of(real, cut), Returns.NONE));
        }

        /** A policy that does not look, in dreams, where it is shown nothing; dream i is played with {@code seed.child("policy", i)}. */
        private static DreamPolicy blind(Policy policy, Seed seed) {
            var nothing = new Observation.Vector(0);
            var actors = IntStream.range(0, DREAMS).mapToObj(i -> policy.begin(seed.child("policy", i))).toArray(Policy.Actor[]::new);
            return (rows, ids, state) -> {
                for (int r = 0; r < rows; r++) {
                    var action = actors[ids[r]].act(nothing);
                    state.actions().write(r * action.length, action, 0, action.length);
                }
            };
        }

        private Progress progress() {
            return context.progress().part((long) points.size() * episodes, (long) count * episodes, "");
        }
    }
}
