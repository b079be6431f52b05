package dev.reverie.rnn;

import dev.reverie.compute.Precision;
import dev.reverie.core.Decimal;
import dev.reverie.core.LearningRate;
import dev.reverie.mdn.Factorisation;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** {@link MdnRnnConfig} as lines of {@code name=value}, for the model's file. */
final class ConfigText {
    private ConfigText() {
    }

    static String write(MdnRnnConfig c) {
        return String.join("\n", "hidden=" + c.hidden(), "components=" + c.components(), "forgetBias=" + c.forgetBias(),
                "heads.restart=" + c.heads().restart(), "heads.reward=" + c.heads().reward(), "clipping=" + c.clipping(),
                "factorisation=" + c.factorisation(), "layerNorm=" + c.layerNorm(), "precision=" + c.precision(),
                "windows.length=" + c.windows().length(), "windows.batch=" + c.windows().batch(), "windows.atEnd=" + c.windows().atEnd(),
                "windows.sequences=" + c.windows().sequences(), "steps=" + c.steps(), "rate.from=" + c.rate().from(),
                "rate.to=" + c.rate().to(), "rate.decay=" + c.rate().decay(),
                "clip=" + c.clip(), "restartWeight=" + c.restartWeight(), "dropout=" + c.dropout(), "heldOut=" + c.heldOut()) + "\n"
                + (c.heads().more().isEmpty() ? "" : "heads.more=" + String.join(";", c.heads().more()) + "\n") + write(c.memory());
    }

    /** An LSTM, which older versions had alone, stands without a line. */
    private static String write(MemoryConfig memory) {
        if (memory instanceof MemoryConfig.Custom custom) {
            return "memory=" + custom + "\n";
        }
        return memory instanceof MemoryConfig.Transformer t
                ? String.join("\n", "memory=transformer", "memory.layers=" + t.layers(), "memory.width=" + t.width(),
                        "memory.heads=" + t.heads(), "memory.context=" + t.context()) + "\n"
                : "";
    }

    private static MemoryConfig memory(Properties lines) {
        String type = lines.getProperty("memory", "lstm");
        return switch (type) {
            case "lstm" -> new MemoryConfig.Lstm();
            case "transformer" -> new MemoryConfig.Transformer(whole(lines, "memory.layers"), whole(lines, "memory.width"),
                    whole(lines, "memory.heads"), whole(lines, "memory.context"));
            default -> MemoryConfig.Custom.of(type);
        };
    }

    /**
     * @throws IllegalArgumentException
     *             if a line is missing or is no number that the configuration takes
     */
    static MdnRnnConfig read(String text) {
        var lines = new Properties();
        try {
            lines.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.putIfAbsent("windows.sequences", "RANDOM");
        var windows = new MdnRnnConfig.Windows(whole(lines, "windows.length"), whole(lines, "windows.batch"),
                number(lines, "windows.atEnd"), MdnRnnConfig.Sequences.valueOf(text(lines, "windows.sequences")));
        var rate = new LearningRate(number(lines, "rate.from"), number(lines, "rate.to"), number(lines, "rate.decay"));
        // Files of before these were there have what they are without.
        lines.putIfAbsent("dropout", "0");
        lines.putIfAbsent("heads.restart", "true");
        lines.putIfAbsent("heads.reward", "0");
        lines.putIfAbsent("clipping", "VALUE");
        lines.putIfAbsent("factorisation", "PER_DIMENSION");
        lines.putIfAbsent("layerNorm", "false");
        lines.putIfAbsent("precision", "F32");
        var heads = new MdnRnnConfig.Heads(Boolean.parseBoolean(text(lines, "heads.restart")), whole(lines, "heads.reward"),
                lines.containsKey("heads.more") ? List.of(text(lines, "heads.more").split(";")) : List.of());
        return new MdnRnnConfig(whole(lines, "hidden"), whole(lines, "components"), number(lines, "forgetBias"), windows,
                whole(lines, "steps"), rate, number(lines, "clip"), number(lines, "restartWeight"), number(lines, "dropout"),
                number(lines, "heldOut"), heads, MdnRnnConfig.Clipping.valueOf(text(lines, "clipping")),
                Factorisation.valueOf(text(lines, "factorisation")), Boolean.parseBoolean(text(lines, "layerNorm")),
                Precision.valueOf(text(lines, "precision")), memory(lines), 1);
    }

    private static double number(Properties lines, String name) {
        return Decimal.number(text(lines, name));
    }

    private static int whole(Properties lines, String name) {
        return Decimal.integer(text(lines, name));
    }

    private static String text(Properties lines, String name) {
        var value = lines.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing, there are " + lines.stringPropertyNames());
        }
        return value;
    }
}
