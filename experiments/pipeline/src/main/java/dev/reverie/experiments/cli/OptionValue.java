package dev.reverie.experiments.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads what the command line gives for an option: numbers are decimal and finite, paths are not empty. */
final class OptionValue {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern ZERO = Pattern.compile("[-+]?[0.]+([eE].*)?");

    private OptionValue() {
    }

    /** In every verb that is there by now. */
    static void readIn(CommandLine reverie) {
        reverie.registerConverter(Integer.class, OptionValue::wholeInt).registerConverter(int.class, OptionValue::wholeInt)
                .registerConverter(Long.class, OptionValue::wholeLong).registerConverter(long.class, OptionValue::wholeLong)
                .registerConverter(Double.class, OptionValue::number).registerConverter(double.class, OptionValue::number)
                .registerConverter(Path.class, OptionValue::path);
    }

    private static int wholeInt(String text) {
        long value = whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return (int) value;
    }

    private static long wholeLong(String text) {
        return whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long whole(String text, long least, long most) {
        if (!WHOLE.matcher(text).matches()) {
            throw wrong("a whole number", text);
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // larger still
        }
        throw wrong("a whole number of " + (text.startsWith("-") ? "at least " + least : "at most " + most), text);
    }

    private static double number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw wrong("a number", text);
        }
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value) || value == 0 && !ZERO.matcher(text).matches()) {
            throw wrong("a number that a double can hold", text);
        }
        return value;
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw wrong("the name of a file or folder", text);
        }
        return Path.of(text);
    }

    private static TypeConversionException wrong(String wanted, String text) {
        return new TypeConversionException("must be " + wanted + ", was '" + text + "'");
    }
}
