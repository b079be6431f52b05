package dev.reverie.experiments.run;

import dev.reverie.core.Progress;

/** Hears only the progress. */
record ProgressListener(Progress progress) implements PipelineListener {
    @Override
    public void upToDate(Stage stage) {
    }

    @Override
    public Progress begins(Stage stage, String reason, boolean resumed) {
        return progress;
    }

    @Override
    public void finished(Stage stage, StageStatus outcome) {
    }

    @Override
    public void ended(Stage stage) {
    }
}
