package dev.reverie.experiments.run;

import dev.reverie.compute.Engine;
import dev.reverie.controller.ControllerBatch;
import dev.reverie.core.Policy;
import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.EpisodeSeeds;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays the real environment: with V, M and C, and with {@link BlindPlayers}. Which of the sweeps is the best is chosen on development
 * episodes, so that its row is a test as C's is.
 */
final class EvaluateStage implements Stage {
    private static final String NAME = "evaluate";
    /** Of {@code evaluate.randomEpisodes}: one in so many to choose the best of the sweeps by. */
    private static final int SHARE = 5;

    /** Of a run whose scores are looked at, or are to have others beside them. */
    static StageContext reading(RunFolder folder) {
        var config = ExperimentConfig.load(folder.config());
        return StageContext.reading(folder, Seed.of(config.seed()).child(NAME));
    }

    /** Of the episodes that V, M and C play. */
    static Seed agent(StageContext context) {
        return root(context).child("agent");
    }

    /** Of all episodes that are scored: no development episode is among those of a test. */
    private static Seed root(StageContext context) {
        return context.config().evaluate().seeds() == EpisodeSeeds.TEST ? context.seed() : development(context);
    }

    /** Of episodes that something may be chosen by. */
    private static Seed development(StageContext context) {
        return context.seed().child("development");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String about() {
        return "Play the real environment with V, M and C, and with players that do not look.";
    }

    @Override
    public String unit() {
        return "episodes";
    }

    @Override
    public List<Path> reads(RunFolder folder) {
        return List.of(folder.vae(), folder.latents(), folder.rnn(), folder.controller());
    }

    @Override
    public List<Path> writes(RunFolder folder) {
        return List.of(folder.scores());
    }

    @Override
    public String config(ExperimentConfig config) {
        return config.section("env", "dream", "evolve", "evaluate");
    }

    @Override
    public StageSummary run(StageContext context) {
        try (var world = TrainedModels.load(context)) {
            var scores = play(context, world);
            if (context.config().dreamsScore()) {
                scores.put(Scoreboard.DREAM, dream(context, world));
            }
            var board = new Scoreboard(scores);
            board.save(context.folder().scores());
            return new StageSummary((context.config().evaluate().seeds() == EpisodeSeeds.TEST ? "" : "development episodes, no test: ")
                    + board.summary() + board.ends(context.config().dream().maxSteps()).map(ends -> "; " + ends).orElse(""),
                    context.software());
        }
    }

    private static Map<String, Scores> play(StageContext context, TrainedModels world) {
        var config = context.config().evaluate();
        var blind = new BlindPlayers(world.actions());
        var sweeps = config.randomEpisodes() > 0 ? blind.sweeps() : Map.<String, Policy>of();
        int tries = Math.max(1, config.randomEpisodes() / SHARE);
        int total = config.episodes() + sweeps.size() * tries
                + (config.randomEpisodes() == 0 ? 0 : blind.random().size() + (sweeps.isEmpty() ? 0 : 1)) * config.randomEpisodes();
        int done = 0;
        var scores = new LinkedHashMap<String, Scores>();
        var agent = world.batch().withProgress(context.progress().part(done, total, Scoreboard.REAL)).play(
                ControllerBatch.of(world.controller(), world.controller().parameters()), config.episodes(), agent(context),
                context.config().dream().maxSteps());
        done += config.episodes();
        scores.put(Scoreboard.REAL, agent.whole());
        if (context.config().dreamsScore()) {
            scores.put(Scoreboard.REAL_CUT, agent.cut());
        }
        if (config.randomEpisodes() > 0) {
            var players = blind.random();
            var best = Optional.<String>empty();
            double most = Double.NEGATIVE_INFINITY;
            for (var sweep : sweeps.entrySet()) {
                double mean = rollout(context, done, total, sweep.getKey())
                        .evaluate(sweep.getValue(), tries, development(context).child("sweep")).mean();
                done += tries;
                best = mean > most ? Optional.of(sweep.getKey()) : best;
                most = Math.max(most, mean);
            }
            best.ifPresent(name -> players.put(name, sweeps.get(name)));
            for (var player : players.entrySet()) {
                scores.put(player.getKey(), rollout(context, done, total, player.getKey())
                        .evaluate(player.getValue(), config.randomEpisodes(), root(context).child("random")));
                done += config.randomEpisodes();
            }
        }
        return scores;
    }

    private static Rollout rollout(StageContext context, int done, int total, String player) {
        return Rollout.on(context.envs()).withThreads(Engine.current().pool().threads())
                .withProgress(context.progress().part(done, total, player));
    }

    /** As many dreams as there are real episodes. */
    private static Scores dream(StageContext context, TrainedModels world) {
        var controller = world.controller();
        var scores = world.arena(controller).play(controller.parameters(), context.config().evaluate().episodes(),
                context.config().dream().maxSteps(), context.seed().child("dreams"));
        return new Scores(scores.returns(), scores.lengths(), new long[scores.episodes()]); // no environment, so no seed of one
    }
}
