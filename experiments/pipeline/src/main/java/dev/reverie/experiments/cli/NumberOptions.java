package dev.reverie.experiments.cli;

import dev.reverie.core.Decimal;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that take numbers read them as tables do: Java's own parsers also take {@code 12D} and {@code 0x1p3}. */
final class NumberOptions {
    private NumberOptions() {
    }

    /** Every verb that is there already. */
    static CommandLine addTo(CommandLine command) {
        return command.registerConverter(double.class, converter(Decimal::finite))
                .registerConverter(Double.class, converter(Decimal::finite))
                .registerConverter(int.class, converter(Decimal::integer)).registerConverter(Integer.class, converter(Decimal::integer))
                .registerConverter(long.class, converter(Decimal::whole)).registerConverter(Long.class, converter(Decimal::whole));
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
}
