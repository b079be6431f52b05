package dev.reverie.experiments.run;

import dev.reverie.core.Env;
import dev.reverie.core.Episode;
import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.EnvConfig;
import java.util.ArrayList;

/** An episode of a run's own scores, played once more to be looked at: the row {@code real,i} of {@code RUN/evaluation/scores.csv}. */
public final class ScoredEpisode {
    private final StageContext context;

    /**
     * @param folder
     *            of a run whose stages up to evolve have run
     * @throws dev.reverie.core.FileException
     *             if it has no configuration
     */
    public ScoredEpisode(RunFolder folder) {
        context = EvaluateStage.reading(folder);
    }

    /** What is played. */
    public EnvConfig config() {
        return context.config().env();
    }

    /** A new instance of it. */
    public Env env() {
        return context.envs().get();
    }

    /**
     * Plays it with the run's V, M and C, to the same bits as the stage did.
     *
     * @param i
     *            its number; one beyond the run's scores is the one that would have followed
     * @param maxSteps
     *            where it is cut off
     * @throws dev.reverie.core.FileException
     *             if V, M or C is missing or damaged
     */
    public Episode play(int i, int maxSteps) {
        var one = new ArrayList<Episode>();
        try (var world = TrainedModels.load(context)) {
            Rollout.on(context.envs()).withMaxSteps(maxSteps).collect(world.agent(), new int[]{i},
                    EvaluateStage.agent(context), (number, episode) -> one.add(episode));
        }
        return one.get(0);
    }
}
