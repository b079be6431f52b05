package dev.reverie.experiments.cli;

import dev.reverie.core.Progress;
import dev.reverie.experiments.progress.Clock;
import dev.reverie.experiments.progress.Display;
import dev.reverie.experiments.run.PipelineListener;
import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.StageStatus;
import java.io.PrintWriter;
import java.time.Duration;

/** Says how a pipeline goes, a line at the begin and the end of a stage and the progress in between. */
final class Announcer implements PipelineListener {
    private final PrintWriter out;
    private final boolean quiet;
    private Display display = Display.none();

    Announcer(PrintWriter out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    @Override
    public void upToDate(Stage stage) {
        say(stage, "up to date");
    }

    @Override
    public Progress begins(Stage stage, String reason, boolean resumed) {
        say(stage, (resumed ? "goes on: " : "begins: ") + reason);
        display = quiet ? Display.none() : Display.of(out, stage.name(), stage.unit());
        return display;
    }

    @Override
    public void finished(Stage stage, StageStatus outcome) {
        display.close();
        say(stage, "done in " + Clock.text(outcome.duration().orElse(Duration.ZERO)) + ": " + outcome.summary());
    }

    @Override
    public void ended(Stage stage) {
        display.close();
    }

    private void say(Stage stage, String what) {
        if (!quiet) {
            out.println(stage.name() + "  " + what);
            out.flush();
        }
    }
}
