package dev.reverie.experiments.cli;

import dev.reverie.compute.Precision;
import dev.reverie.core.Arguments;
import dev.reverie.core.LearningRate;
import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.vae.VaeConfig;
import dev.reverie.vae.VectorVaeConfig;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What V is and how it is trained, where no configuration of an experiment says so. */
final class VaeOptions {
    private static final List<String> OF_FRAMES =
            List.of("--width", "--emphasis", "--threshold", "--likelihood", "--mirror", "--shift", "--precision");

    @Option(names = "--latent", paramLabel = "Z", defaultValue = "32", description = "Elements of a latent (default: ${DEFAULT-VALUE}).")
    private int latent;

    @Option(names = "--width", paramLabel = "C", defaultValue = "32",
            description = "Channels of the first convolution; 16 is four times as fast (default: ${DEFAULT-VALUE}, the paper's).")
    private int width;

    @Option(names = "--frames", paramLabel = "N", defaultValue = "1000000",
            description = "Frames or vectors seen in all, each as often as it is drawn (default: ${DEFAULT-VALUE}; 512000 vectors).")
    private long frames;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "100",
            description = "Frames or vectors in an update (default: ${DEFAULT-VALUE}; 256 vectors).")
    private int batch;

    @Option(names = "--rate", paramLabel = "R", defaultValue = "0.001",
            description = "Adam's rate at the start (default: ${DEFAULT-VALUE}; 0.003 for vectors).")
    private double rate;

    @Option(names = "--end-rate", paramLabel = "R", defaultValue = "0.0001",
            description = "Adam's rate at the end (default: ${DEFAULT-VALUE}, the paper's from the start).")
    private double endRate;

    @Option(names = "--beta", paramLabel = "B", defaultValue = "1",
            description = "Weight of the KL divergence (default: ${DEFAULT-VALUE}).")
    private double beta;

    @Option(names = "--free-nats", paramLabel = "N", defaultValue = "0.5",
            description = "KL divergence per latent element that costs nothing (default: ${DEFAULT-VALUE}; 0 for vectors).")
    private double freeNats;

    @Option(names = "--emphasis", paramLabel = "W", defaultValue = "0",
            description = "Pixels that stand out from the mean frame count 1 + W times (default: ${DEFAULT-VALUE}).")
    private double emphasis;

    @Option(names = "--threshold", paramLabel = "D", defaultValue = "0.15",
            description = "By how much of 1 they stand out (default: ${DEFAULT-VALUE}).")
    private double threshold;

    @Option(names = "--likelihood", paramLabel = "NAME", defaultValue = "GAUSSIAN",
            description = "How a reconstruction is judged: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, squared errors).")
    private VaeConfig.Likelihood likelihood;

    @Option(names = "--mirror", description = "Exchange left and right in half of the frames.")
    private boolean mirror;

    @Option(names = "--shift", paramLabel = "N", defaultValue = "0",
            description = "Move frames by up to so many pixels (default: ${DEFAULT-VALUE}).")
    private int shift;

    @Option(names = "--precision", paramLabel = "NAME", defaultValue = "F32",
            description = "Of the convolutions in training: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). BF16 is faster where the processor has it; "
                    + "see the guide.")
    private Precision precision;

    @Option(names = "--held-out", paramLabel = "SHARE", defaultValue = "0.05",
            description = "Share of the episodes and pictures to measure on (default: ${DEFAULT-VALUE}).")
    private double heldOut;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    int latent() {
        return latent;
    }

    VaeConfig config() {
        checkCounts();
        var config = new VaeConfig(latent, width, beta, freeNats, new VaeConfig.Emphasis(emphasis, threshold), frames, batch,
                LearningRate.falling(rate, endRate, (double) batch / frames), heldOut, likelihood,
                new VaeConfig.Augmentation(mirror, shift), precision);
        SizeLimits.check("", config);
        return config;
    }

    /** The rate falls by their quotient, so they come first. */
    private void checkCounts() {
        Arguments.atLeast(1, "--batch", batch);
        if (frames < batch) {
            throw new IllegalArgumentException("--frames must be >= --batch = " + batch + ", was " + frames);
        }
        Rates.check(rate, endRate);
    }

    /** For vectors: what was not given is as {@link VectorVaeConfig#of} has it. */
    VectorVaeConfig vectorConfig() {
        for (String name : OF_FRAMES) {
            if (given(name)) {
                throw new ParameterException(spec.commandLine(), name + " is for frames, and the episodes hold vectors");
            }
        }
        checkCounts();
        var usual = VectorVaeConfig.of(latent);
        int rows = given("--batch") ? batch : usual.batch();
        long seen = given("--frames") ? frames : usual.vectors();
        var falling = LearningRate.falling(given("--rate") ? rate : usual.rate().from(), given("--end-rate") ? endRate : usual.rate().to(),
                (double) rows / seen);
        return new VectorVaeConfig(latent, usual.hidden(), beta, given("--free-nats") ? freeNats : usual.freeNats(), usual.noise(), seen,
                rows, falling, heldOut);
    }

    private boolean given(String name) {
        return spec.commandLine().getParseResult().hasMatchedOption(name);
    }
}
