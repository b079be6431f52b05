package dev.reverie.experiments.cli;

import dev.reverie.compute.Precision;
import dev.reverie.core.Arguments;
import dev.reverie.core.LearningRate;
import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.mdn.Factorisation;
import dev.reverie.rnn.MdnRnnConfig;
import dev.reverie.rnn.MdnRnnConfig.Clipping;
import dev.reverie.rnn.MdnRnnConfig.Heads;
import dev.reverie.rnn.MdnRnnConfig.Sequences;
import dev.reverie.rnn.MdnRnnConfig.Windows;
import dev.reverie.rnn.MemoryConfig;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What M is and how it is trained, where no configuration of an experiment says so. */
final class RnnOptions {
    @Option(names = "--hidden", paramLabel = "H", defaultValue = "256",
            description = "Cells of the LSTM (default: ${DEFAULT-VALUE}, the paper's for CarRacing; for DoomTakeCover 512).")
    private int hidden;

    @Option(names = "--memory", paramLabel = "NAME", defaultValue = "lstm",
            description = "What it remembers with: lstm, transformer, or one of your own with its options, such as \"window steps=4\" "
                    + "(default: ${DEFAULT-VALUE}, the paper's).")
    private String memory;

    @Option(names = "--layers", paramLabel = "L", defaultValue = "2",
            description = "Of the transformer: blocks of attention and perceptron (default: ${DEFAULT-VALUE}).")
    private int layers;

    @Option(names = "--width", paramLabel = "W", defaultValue = "128",
            description = "Of the transformer: width of its output, a multiple of the attention heads (default: ${DEFAULT-VALUE}).")
    private int width;

    @Option(names = "--attention-heads", paramLabel = "N", defaultValue = "4",
            description = "Of the transformer (default: ${DEFAULT-VALUE}).")
    private int attentionHeads;

    @Option(names = "--context", paramLabel = "STEPS", defaultValue = "64",
            description = "Of the transformer: steps that an attention sees, its own among them (default: ${DEFAULT-VALUE}).")
    private int context;

    @Option(names = "--members", paramLabel = "N", defaultValue = "1",
            description = "How many M's, trained one after the other from other initial weights: several are an ensemble (default: ${DEFAULT-VALUE}).")
    private int members;

    @Option(names = "--components", paramLabel = "K", defaultValue = "5",
            description = "Components of a mixture (default: ${DEFAULT-VALUE}, the paper's).")
    private int components;

    @Option(names = "--factorisation", paramLabel = "NAME", defaultValue = "PER_DIMENSION",
            description = "A mixture for each latent element, or one over all: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, the paper's).")
    private Factorisation factorisation;

    @Option(names = "--updates", paramLabel = "N", defaultValue = "1100", description = "Updates (default: ${DEFAULT-VALUE}).")
    private int updates;

    @Option(names = "--sequences", paramLabel = "NAME", defaultValue = "RANDOM",
            description = "Which pieces of episodes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). CARRIED goes through all of them in "
                    + "chunks, with memory carried over.")
    private Sequences sequences;

    @Option(names = "--length", paramLabel = "T", defaultValue = "100", description = "Steps of a piece (default: ${DEFAULT-VALUE}).")
    private int length;

    @Option(names = "--batch", paramLabel = "B", defaultValue = "100", description = "Pieces in an update (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(names = "--at-end", paramLabel = "SHARE",
            description = "Share of the random pieces that meet their episode's end for certain (default: 0.25; 0 where they are not random).")
    private Double atEnd;

    @Option(names = "--rate", paramLabel = "R", defaultValue = "0.002",
            description = "Adam's rate at the start (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--end-rate", paramLabel = "R", defaultValue = "0.0001",
            description = "Adam's rate at the end (default: ${DEFAULT-VALUE}).")
    private double endRate;

    @Option(names = "--clip", paramLabel = "G", defaultValue = "1", description = "Bound of gradients (default: ${DEFAULT-VALUE}).")
    private double clip;

    @Option(names = "--clipping", paramLabel = "NAME", defaultValue = "VALUE",
            description = "What is held to it: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Clipping clipping;

    @Option(names = "--no-restart", description = "Without a head for the end of episodes, as the paper's CarRacing.")
    private boolean noRestart;

    @Option(names = "--restart-weight", paramLabel = "W", defaultValue = "10",
            description = "How often an end counts in the loss (default: ${DEFAULT-VALUE}).")
    private double restartWeight;

    @Option(names = "--reward", paramLabel = "K", defaultValue = "0",
            description = "Components of a mixture over the reward; 0 is none (default: ${DEFAULT-VALUE}).")
    private int reward;

    @Option(names = "--head", paramLabel = "TEXT",
            description = "Another head: \"signal of=health\" on a signal that was recorded, or one of your own. May be repeated.")
    private List<String> heads = List.of();

    @Option(names = "--dropout", paramLabel = "P", defaultValue = "0",
            description = "Share of the memory that the head does not see in training (default: ${DEFAULT-VALUE}).")
    private double dropout;

    @Option(names = "--layer-norm", description = "With the memory's gates and cell normalised, as the paper's code can.")
    private boolean layerNorm;

    @Option(names = "--precision", paramLabel = "NAME", defaultValue = "F32",
            description = "Of the products in training: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). BF16 is faster where the processor "
                    + "has it.")
    private Precision precision;

    @Option(names = "--held-out", paramLabel = "SHARE", defaultValue = "0.05",
            description = "Share of the episodes to measure on (default: ${DEFAULT-VALUE}).")
    private double heldOut;

    private MemoryConfig memory() {
        return switch (memory.toLowerCase(Locale.ROOT)) {
            case "lstm" -> new MemoryConfig.Lstm();
            case "transformer" -> new MemoryConfig.Transformer(layers, width, attentionHeads, context);
            default -> MemoryConfig.of(memory);
        };
    }

    MdnRnnConfig config() {
        Arguments.atLeast(1, "--updates", updates);
        Rates.check(rate, endRate);
        double end = atEnd != null ? atEnd : sequences == Sequences.RANDOM ? 0.25 : 0;
        var config = new MdnRnnConfig(hidden, components, 1, new Windows(length, batch, end, sequences), updates,
                LearningRate.falling(rate, endRate, 1.0 / updates), clip, restartWeight, dropout, heldOut,
                new Heads(!noRestart, reward, heads),
                clipping, factorisation, layerNorm, precision,
                memory(),
                members);
        SizeLimits.check("", config, 32);
        return config;
    }
}
