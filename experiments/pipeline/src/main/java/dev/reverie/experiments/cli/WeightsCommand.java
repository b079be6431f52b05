package dev.reverie.experiments.cli;

import dev.reverie.rnn.Ensemble;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.vae.Vae;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reverie weights}: V's and M's parameters to numpy and back. */
@Command(name = "weights", description = {"Write the weights of V or M as .npz for other programs, or make V or M of such a file.", "",
    "Names and layouts are in the guide, src/site/vae.md and src/site/rnn.md, with readers for PyTorch.", ""},
        footer = {"  reverie weights runs/v/vae/model.zip weights.npz", "  reverie weights runs/m/rnn/model.zip weights.npz",
            "  reverie weights weights.npz model.zip"})
final class WeightsCommand extends Verb {
    @Parameters(index = "0", paramLabel = "FROM", description = "A model.zip, or an .npz.")
    private Path from;

    @Parameters(index = "1", paramLabel = "TO", description = "The other.")
    private Path to;

    @Override
    public Integer call() {
        if (npz(from) == npz(to)) {
            throw wrong("one of FROM and TO must end with .npz, were " + from + " and " + to);
        }
        Output.file("TO", to, from);
        if (!npz(from) && Ensemble.isSavedIn(from)) {
            throw wrong("FROM must be one network, was an ensemble: " + from
                    + "; it is a zip of its members' files, member-0.zip and so on, of which each can be FROM");
        }
        if (MdnRnn.isSavedIn(from)) {
            try (var rnn = npz(from) ? MdnRnn.importWeights(from) : MdnRnn.load(from)) {
                if (npz(to)) {
                    rnn.exportWeights(to);
                } else {
                    rnn.save(to);
                }
            }
            return 0;
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
