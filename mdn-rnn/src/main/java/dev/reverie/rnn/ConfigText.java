package dev.reverie.rnn;

import dev.reverie.core.LearningRate;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/** {@link MdnRnnConfig} as lines of {@code name=value}, for the model's file. */
final class ConfigText {
    private ConfigText() {
    }

    static String write(MdnRnnConfig c) {
        return String.join("\n", "hidden=" + c.hidden(), "components=" + c.components(), "forgetBias=" + c.forgetBias(),
                "windows.length=" + c.windows().length(), "windows.batch=" + c.windows().batch(), "windows.atEnd=" + c.windows().atEnd(),
                "steps=" + c.steps(), "rate.from=" + c.rate().from(), "rate.to=" + c.rate().to(), "rate.decay=" + c.rate().decay(),
                "clip=" + c.clip(), "restartWeight=" + c.restartWeight(), "dropout=" + c.dropout(), "heldOut=" + c.heldOut()) + "\n";
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
        var windows = new MdnRnnConfig.Windows(whole(lines, "windows.length"), whole(lines, "windows.batch"),
                number(lines, "windows.atEnd"));
        var rate = new LearningRate(number(lines, "rate.from"), number(lines, "rate.to"), number(lines, "rate.decay"));
        return new MdnRnnConfig(whole(lines, "hidden"), whole(lines, "components"), number(lines, "forgetBias"), windows,
                whole(lines, "steps"), rate, number(lines, "clip"), number(lines, "restartWeight"), number(lines, "dropout"),
                number(lines, "heldOut"));
    }

    private static double number(Properties lines, String name) {
        return Double.parseDouble(text(lines, name));
    }

    private static int whole(Properties lines, String name) {
        return Integer.parseInt(text(lines, name));
    }

    private static String text(Properties lines, String name) {
        var value = lines.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing, there are " + lines.stringPropertyNames());
        }
        return value;
    }
}
