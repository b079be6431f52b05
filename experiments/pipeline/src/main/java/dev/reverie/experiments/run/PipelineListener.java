package dev.reverie.experiments.run;

import dev.reverie.core.Progress;

/** Hears how a pipeline goes; the command line prints it. */
public interface PipelineListener {
    /** A stage need not run. */
    void upToDate(Stage stage);

    /**
     * A stage begins.
     *
     * @param reason
     *            why, in words such as {@code episodes changed}
     * @param resumed
     *            whether it goes on where an attempt was interrupted
     * @return is told how far it is
     */
    Progress begins(Stage stage, String reason, boolean resumed);

    /** The stage that began is finished. */
    void finished(Stage stage, StageStatus outcome);

    /** The stage that began was interrupted or failed. */
    void ended(Stage stage);

    /** Hears nothing. */
    static PipelineListener none() {
        return new PipelineListener() {
            @Override
            public void upToDate(Stage stage) {
            }

            @Override
            public Progress begins(Stage stage, String reason, boolean resumed) {
                return Progress.none();
            }

            @Override
            public void finished(Stage stage, StageStatus outcome) {
            }

            @Override
            public void ended(Stage stage) {
            }
        };
    }
}
