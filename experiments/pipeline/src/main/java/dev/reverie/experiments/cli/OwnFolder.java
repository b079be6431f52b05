package dev.reverie.experiments.cli;

import dev.reverie.core.Run;
import dev.reverie.core.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A training outside of a run, in a folder of its own, which is held while it lasts. */
final class OwnFolder {
    private OwnFolder() {
    }

    /**
     * Trains, keeping a checkpoint if it is interrupted.
     *
     * @param run
     *            of which nothing may be given that names a run
     * @return the exit code
     */
    static int train(CommandSpec spec, RunOptions run, Path out, Consumer<RunFolder> training) {
        if (run.experiment != null || run.folder != null || !run.settings.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--out stands without a preset, --run and --set");
        }
        try (var interruption = Interruption.of(Thread.currentThread()); var held = Run.open(out)) {
            try {
                List.of(held.folder().vae().getParent(), held.folder().rnn().getParent(), held.folder().plots())
                        .forEach(held::removeLeftovers);
                training.accept(held.folder());
                return interruption.endsWith(0);
            } catch (CancellationException e) {
                spec.commandLine().getErr().println(spec.qualifiedName() + ": " + e.getMessage() + "; the same command goes on");
                return interruption.endsWith(Reverie.INTERRUPTED);
            }
        }
    }

    /** Fails where the model is there already. */
    static void refuseFinished(Path model) {
        if (Files.exists(model)) {
            throw new IllegalArgumentException(model + ": is finished already; choose another --out or delete it");
        }
    }
}
