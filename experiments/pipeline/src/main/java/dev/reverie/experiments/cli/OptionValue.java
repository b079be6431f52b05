package dev.reverie.experiments.cli;

import dev.reverie.core.Decimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads what the command line gives for an option: numbers as tables have them, finite, since Java's own parsers also take {@code 12D} and
 * {@code 0x1p3}; paths that are not empty.
 */
final class OptionValue {
    private OptionValue() {
    }

    /** In every verb that is there by now. */
    static void readIn(CommandLine reverie) {
        reverie.registerConverter(Integer.class, converter(Decimal::integer)).registerConverter(int.class, converter(Decimal::integer))
                .registerConverter(Long.class, converter(Decimal::whole)).registerConverter(long.class, converter(Decimal::whole))
                .registerConverter(Double.class, converter(OptionValue::number))
                .registerConverter(double.class, converter(OptionValue::number)).registerConverter(Path.class, OptionValue::path);
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> read) {
        return text -> {
            try {
                return read.apply(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static double number(String text) {
        double value = Decimal.finite(text);
        if (value == 0 && text.strip().matches("[-+.0]*[1-9].*")) {
            throw new TypeConversionException("must be 0 or at least " + Double.MIN_VALUE + " in size, was '" + text + "'");
        }
        return value;
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("must be the name of a file or folder, was '" + text + "'");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(FileName.problem(e));
        }
    }
}
