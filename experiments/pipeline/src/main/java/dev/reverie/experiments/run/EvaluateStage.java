package dev.reverie.experiments.run;

import dev.reverie.compute.Engine;
import dev.reverie.controller.ControllerBatch;
import dev.reverie.core.Policy;
import dev.reverie.core.Progress;
import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Scores;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays the real environment: with V, M and C, and with policies that know nothing. */
final class EvaluateStage implements Stage {
    private static final String NAME = "evaluate";

    /** Of a run whose scores are looked at, or are to have others beside them. */
    static Context reading(RunFolder folder) {
        var config = ExperimentConfig.load(folder.config());
        return Context.reading(folder, Seed.of(config.seed()).child(NAME));
    }

    /** Of the episodes that V, M and C play. */
    static Seed agent(Context context) {
        return context.seed().child("agent");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String about() {
        return "Play the real environment with V, M and C, and with random policies.";
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
    public Report run(Context context) {
        var config = context.config();
        try (var world = World.load(context); var env = context.envs().get()) {
            var policies = new LinkedHashMap<String, Policy>();
            if (config.evaluate().randomEpisodes() > 0) {
                policies.put("random per step", Policy.random(env.actionSpace()));
                policies.put("random held 1-10", Policy.random(env.actionSpace()).held(1, 10));
            }
            var scores = play(context, world, policies);
            if (context.config().dreamsScore()) {
                scores.put(Scoreboard.DREAM, dream(context, world));
            }
            var board = new Scoreboard(scores);
            board.save(context.folder().scores());
            return new Report(board.summary(), context.software());
        }
    }

    private static Map<String, Scores> play(Context context, World world, Map<String, Policy> policies) {
        var config = context.config().evaluate();
        int total = config.episodes() + policies.size() * config.randomEpisodes();
        var scores = new LinkedHashMap<String, Scores>();
        scores.put(Scoreboard.REAL, world.batch().withProgress(from(context.progress(), 0, total, Scoreboard.REAL))
                .play(ControllerBatch.of(world.controller(), world.controller().parameters()), config.episodes(), agent(context)));
        int done = config.episodes();
        for (var policy : policies.entrySet()) {
            var rollout = Rollout.on(context.envs()).withThreads(Engine.current().pool().threads())
                    .withProgress(from(context.progress(), done, total, policy.getKey()));
            scores.put(policy.getKey(), rollout.evaluate(policy.getValue(), config.randomEpisodes(), context.seed().child("random")));
            done += config.randomEpisodes();
        }
        return scores;
    }

    private static Progress from(Progress whole, int offset, int total, String message) {
        return (step, ignored, detail) -> whole.update(offset + step, total, message);
    }

    /** As many dreams as there are real episodes. */
    private static Scores dream(Context context, World world) {
        var controller = world.controller();
        int dreams = context.config().evaluate().episodes();
        var evaluator = new DreamEvaluator(world.dreams(), controller, dreams, context.config().dream().maxSteps());
        return evaluator.scores(context.seed().child("dreams"), controller.parameters());
    }
}
