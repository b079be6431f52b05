package dev.reverie.experiments.study;

import dev.reverie.core.DidYouMean;
import java.util.List;

/** Every study, by its name. */
public final class Studies {
    private static final List<Study> ALL =
            List.of(PosteriorStudy.of(Conjugate.BETA), PosteriorStudy.of(Conjugate.GAMMA), InverseSine.STUDY, RobotArm.STUDY,
                    Heteroscedastic.STUDY, NoiseModels.STUDY, Collapse.STUDY, TwoGaussians.STUDY, Coverage.STUDY, BouncingBallStudy.STUDY);

    private Studies() {
    }

    /** In the order they are shown. */
    public static List<Study> all() {
        return ALL;
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException
     *             if there is none of this name
     */
    public static Study named(String name) {
        var names = ALL.stream().map(Study::name).toList();
        return ALL.stream().filter(study -> study.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("study must be one of " + String.join(", ", names) + ", was " + name
                        + DidYouMean.to(name, names).map(near -> "; did you mean " + near + "?").orElse("")));
    }
}
