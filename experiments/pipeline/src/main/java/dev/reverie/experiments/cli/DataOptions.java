package dev.reverie.experiments.cli;

import dev.reverie.core.EpisodeFormat;
import dev.reverie.core.EpisodeFormat.FrameLayout;
import dev.reverie.core.EpisodeReader;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the arrays of someone else's episodes or latents are called. */
class DataOptions {
    @Option(names = "--keys", paramLabel = "NAME=THEIRS", split = ",",
            description = "What the arrays of --data are called, such as obs=observations,action=actions,done=dones. Names: obs, action, reward, "
                    + "terminated, truncated, seed, or done for the two flags; of latents mean and logvar. With it, truncated and seed may be missing.")
    private Map<String, String> keys = Map.of();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private EpisodeReader reader;

    FrameLayout layout() {
        return FrameLayout.HWC;
    }

    /** Whether anything is said. */
    boolean given() {
        return !keys.isEmpty() || layout() != FrameLayout.HWC;
    }

    /** Reads them, and tells on standard error once what it converts. */
    EpisodeReader reader(Path data) {
        if (reader == null) {
            reader = new EpisodeReader(format(), note -> {
                spec.commandLine().getErr().println(spec.commandLine().getCommandSpec().qualifiedName() + ": " + data + ": " + note);
                spec.commandLine().getErr().flush();
            });
        }
        return reader;
    }

    private EpisodeFormat format() {
        try {
            return new EpisodeFormat(keys, layout());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--keys: " + e.getMessage());
        }
    }
}
