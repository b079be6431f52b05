package dev.reverie.experiments.run;

import dev.reverie.compute.Engine;
import dev.reverie.controller.ControllerBatch;
import dev.reverie.core.Env;
import dev.reverie.core.Policy;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Scores;
import dev.reverie.core.Space;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.EnvConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What a run has learned in one environment, played in others of the same spaces: {@code RUN/evaluation/transfer.csv}. The episodes there
 * have the seeds of the run's own scores, which are the first line of the table; a random policy, a new action each step, and the sweep of
 * the run's own table are beside each.
 */
public final class Transfer {
    private final StageContext context;

    /**
     * @param folder
     *            of a run whose stages up to evolve have run
     */
    public Transfer(RunFolder folder) {
        context = EvaluateStage.reading(folder);
    }

    /** The table. */
    public Path file() {
        return context.folder().scores().resolveSibling("transfer.csv");
    }

    /** The table in words, one line a player. */
    public List<String> rows() {
        return Scoreboard.load(file()).rows();
    }

    /**
     * Plays another environment, and puts it into the table; its lines of an earlier time are replaced.
     *
     * @param episodes
     *            how many, or null for as many as the run's own scores have
     * @throws IllegalArgumentException
     *             if its spaces are not those of the run's environment
     */
    public void play(EnvConfig other, Integer episodes, Progress progress) {
        Supplier<Env> theirs = () -> Envs.make(other.name(), other.options());
        try (var world = TrainedModels.load(context); var one = theirs.get()) {
            check(one, other);
            var own = ownScores(world);
            var table = new LinkedHashMap<String, Scores>();
            table.put(context.config().env().name(), own);
            if (Files.exists(file())) {
                Scoreboard.load(file()).scores().forEach(table::putIfAbsent);
            }
            long[] seeds = seeds(own, episodes == null ? own.episodes() : episodes);
            var blind = blind(one.actionSpace());
            int total = (1 + blind.size()) * seeds.length;
            table.put(there(other), play(world, theirs, seeds, progress.part(0, total, "")));
            int done = seeds.length;
            for (var player : blind.entrySet()) {
                table.put(there(other) + " " + player.getKey(),
                        rollout(theirs, progress, done, total).evaluate(player.getValue(), seeds, context.seed().child("random")));
                done += seeds.length;
            }
            new Scoreboard(table).save(file());
        }
    }

    /** A random policy, and the sweep that stands in the run's own table, which was chosen there. */
    private Map<String, Policy> blind(Space actions) {
        var players = new LinkedHashMap<String, Policy>();
        players.put("at random", Policy.random(actions));
        if (Files.exists(context.folder().scores())) {
            Scoreboard.load(context.folder().scores()).scores().keySet().stream().filter(BlindPlayers::isSweep)
                    .forEach(name -> new BlindPlayers(actions).of(name).ifPresent(sweep -> players.put(name, sweep)));
        }
        return players;
    }

    /**
     * A name for the table. The same environment with other options is another world, named by what differs, without the table's commas.
     */
    private String there(EnvConfig other) {
        if (!other.name().equals(context.config().env().name())) {
            return other.name();
        }
        var entry = Envs.entry(other.name());
        var differing = new LinkedHashMap<>(entry.resolve(other.options()));
        differing.entrySet().removeAll(entry.resolve(context.config().env().options()).entrySet());
        return other.name() + " " + differing.toString().replace(", ", " ").replace(',', ' ');
    }

    /** As the stage left them; played now if it never ran. */
    private Scores ownScores(TrainedModels world) {
        if (Files.exists(context.folder().scores())) {
            var scores = Scoreboard.load(context.folder().scores()).scores().get(Scoreboard.REAL);
            if (scores != null) {
                return scores;
            }
        }
        var seeds = IntStream.range(0, context.config().evaluate().episodes())
                .mapToLong(i -> Rollout.environmentSeed(EvaluateStage.agent(context), i)).toArray();
        return play(world, context.envs(), seeds, Progress.none());
    }

    private Scores play(TrainedModels world, Supplier<Env> envs, long[] seeds, Progress progress) {
        var agent = EvaluateStage.agent(context);
        var episodes =
                IntStream.range(0, seeds.length).mapToObj(i -> new AgentBatch.Episode(0, seeds[i], agent.child("policy", i))).toList();
        var controller = world.controller();
        return world.batch(envs).withProgress(progress).play(ControllerBatch.of(controller, controller.parameters()), episodes);
    }

    /** Those of the run's own scores, and if more are wanted, those that would have followed. */
    private long[] seeds(Scores own, int count) {
        var seeds = Arrays.copyOf(own.seeds(), count);
        for (int i = own.episodes(); i < count; i++) {
            seeds[i] = Rollout.environmentSeed(EvaluateStage.agent(context), i);
        }
        return seeds;
    }

    private static Rollout rollout(Supplier<Env> envs, Progress progress, int done, int total) {
        return Rollout.on(envs).withThreads(Engine.current().pool().threads())
                .withProgress(progress.part(done, total, ""));
    }

    private void check(Env theirs, EnvConfig other) {
        try (var ours = context.envs().get()) {
            var own = context.config().env().name();
            if (!Arrays.equals(ours.observationSpace().shape(), theirs.observationSpace().shape())
                    || ours.observationSpace().element() != theirs.observationSpace().element()) {
                throw new IllegalArgumentException(other.name() + ": observations must be those of " + own + ", " + ours.observationSpace()
                        + ", were " + theirs.observationSpace() + "; crop and size, as --env-option, change pictures");
            }
            if (!ours.actionSpace().equals(theirs.actionSpace())) {
                throw new IllegalArgumentException(
                        other.name() + ": actions must be those of " + own + ", " + ours.actionSpace() + ", were "
                                + theirs.actionSpace() + "; choices, as --env-option, make a number of a choice");
            }
        }
    }
}
