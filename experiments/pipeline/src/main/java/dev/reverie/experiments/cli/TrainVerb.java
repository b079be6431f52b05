package dev.reverie.experiments.cli;

import dev.reverie.core.Disk;
import dev.reverie.core.FileException;
import dev.reverie.core.Run;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.experiments.evolve.EnvEvolution;
import dev.reverie.experiments.run.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A verb that trains: as a stage of a run, or outside of one in a folder of its own, which is held while it lasts. */
abstract class TrainVerb extends StageVerb {
    /** Files of runs and of evolutions. */
    private static final List<String> OTHERS = List.of("config.yaml", "manifest.json", EnvEvolution.SETTINGS);

    TrainVerb(List<Stage> stages, List<Stage> own) {
        super(stages, own);
    }

    /** By default that of 1. */
    final Seed seed() {
        return Seed.of(run.seed == null ? 1 : run.seed);
    }

    /**
     * Trains outside of a run, keeping a checkpoint if it is interrupted.
     *
     * @param out
     *            its folder; nothing may be given that names a run
     * @param inputs
     *            what is read
     * @param check
     *            fails where options or data are wrong; called before anything is written
     * @return the exit code
     */
    final int train(Path out, List<Path> inputs, Runnable check, Consumer<RunFolder> training) {
        if (run.experiment != null || run.folder != null || !run.settings.isEmpty()) {
            throw wrong("--out stands without a preset, --run and --set");
        }
        Output.folder("--out", out, inputs);
        for (var other : OTHERS) {
            if (Files.exists(out.resolve(other))) {
                throw new FileException(out, "holds " + other + ", so it is no folder of a training by itself; choose another --out");
            }
        }
        check.run();
        try (var held = Run.open(out)) {
            List.of(held.folder().vae().getParent(), held.folder().rnn().getParent(), held.folder().plots())
                    .forEach(held::removeLeftovers);
            training.accept(held.folder());
            return 0;
        } catch (RuntimeException e) {
            return interrupted(e, e.getMessage() + "; the same command goes on");
        }
    }

    /**
     * Fails where the model is there already, unless it may be overwritten; then it and the checkpoints are deleted.
     *
     * @throws FileException
     *             if it is there
     */
    final void begin(Path model, Path... checkpoints) {
        if (!run.overwrite && Files.exists(model)) {
            throw new FileException(model, "is finished already; choose another --out, or add --overwrite");
        }
        if (run.overwrite) {
            for (var checkpoint : checkpoints) {
                Disk.delete(checkpoint);
            }
            Disk.delete(model);
        }
    }
}
