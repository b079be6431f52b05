package dev.reverie.experiments.cli;

import dev.reverie.vae.Vae;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reverie weights}: V's parameters to numpy and back. */
@Command(name = "weights", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
        description = {"Write V's weights as .npz for other programs, or make V of such a file.", "",
            "Names and layouts are in the guide, src/site/vae.md, with a reader for PyTorch.", ""},
        footerHeading = "%nExamples:%n",
        footer = {"  reverie weights runs/v/vae/model.zip weights.npz", "  reverie weights weights.npz model.zip"})
final class WeightsCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FROM", description = "A model.zip, or an .npz.")
    private Path from;

    @Parameters(index = "1", paramLabel = "TO", description = "The other.")
    private Path to;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (npz(from) == npz(to)) {
            throw new ParameterException(spec.commandLine(), "one of FROM and TO must end with .npz, were " + from + " and " + to);
        }
        try (var vae = npz(from) ? Vae.importWeights(from) : Vae.load(from)) {
            if (npz(to)) {
                vae.exportWeights(to);
            } else {
                vae.save(to);
            }
        }
        return 0;
    }

    private static boolean npz(Path file) {
        return file.toString().endsWith(".npz");
    }
}
