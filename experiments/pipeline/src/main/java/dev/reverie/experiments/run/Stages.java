package dev.reverie.experiments.run;

import dev.reverie.core.DidYouMean;
import java.util.List;

/** The stages of an experiment, in order. */
public final class Stages {
    private Stages() {
    }

    /** All there are. */
    public static List<Stage> all() {
        return List.of(new CollectStage(), new TrainVaeStage(), new EncodeStage(), new TrainRnnStage(), new EvolveStage(),
                new EvaluateStage(), new FidelityStage(), new PlotStage(), new ReportStage());
    }

    /**
     * The first of {@code stages} up to and including the one named.
     *
     * @throws IllegalArgumentException
     *             if there is none of that name
     */
    public static List<Stage> until(List<Stage> stages, String name) {
        var names = stages.stream().map(Stage::name).toList();
        int last = names.indexOf(name);
        if (last < 0) {
            throw new IllegalArgumentException(name + ": unknown stage; "
                    + DidYouMean.to(name, names).map(near -> "did you mean " + near + "?").orElse("there are " + String.join(", ", names)));
        }
        return stages.subList(0, last + 1);
    }
}
