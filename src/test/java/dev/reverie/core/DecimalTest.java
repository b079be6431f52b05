package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "-0, -0.0", "12, 12", "+12, 12", "007, 7", "1.5, 1.5", "1., 1", ".5, 0.5", "-.5, -0.5", "1e3, 1000", "1E-3, 0.001",
        "1.5e+2, 150", "' 2 ', 2", "'\t3', 3", "1e400, Infinity", "1e-400, 0", "NaN, NaN", "nan, NaN", "-NAN, NaN", "inf, Infinity",
        "-Inf, -Infinity", "+INFINITY, Infinity"})
    void whatCsvReadersCallANumberIsRead(String text, double number) {
        assertEquals(number, Decimal.number(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "12D", "7F", "1d", "2f", "0x1p3", "0x10", "1_000", "1,5", "٣", "१२", "１２", "−1", "1 2", "--1", "+-1", "e5",
                "1e", "1e+", ".", "+", "-", "1.2.3", "1e5.0", "1L", "infinite", "nano", "NA", "true", "$5", "5%", "1e5D", "Infinityf"})
    void whatTheyDoNotIsNone(String text) {
        assertTrue(Decimal.parse(text).isEmpty(), text);
        assertEquals("must be a number, was '" + text + "'",
                assertThrows(NumberFormatException.class, () -> Decimal.number(text)).getMessage());
        assertThrows(NumberFormatException.class, () -> Decimal.finite(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "nan", "inf", "-Infinity", "1e400", "-1e400"})
    void whatIsNotFiniteIsToldWithItsText(String text) {
        assertEquals("must be a finite number, was '" + text + "'",
                assertThrows(NumberFormatException.class, () -> Decimal.finite(text)).getMessage());
    }

    @Test
    void wholeNumbersHaveDigitsOnly() {
        assertEquals(-5, Decimal.integer(" -5 "));
        assertEquals(Long.MIN_VALUE, Decimal.whole(Long.toString(Long.MIN_VALUE)));
        for (var text : new String[]{"", "-", "1.0", "1e3", "٣", "0x10", "1_000", "5L"}) {
            assertEquals("must be a whole number, was '" + text + "'",
                    assertThrows(NumberFormatException.class, () -> Decimal.integer(text)).getMessage());
        }
        assertEquals("must be a whole number within -2147483648..2147483647, was '2147483648'",
                assertThrows(NumberFormatException.class, () -> Decimal.integer("2147483648")).getMessage());
        assertThrows(NumberFormatException.class, () -> Decimal.whole("9223372036854775808"));
    }

    @Test
    void whatJavaWritesIsReadBackInEveryLocale() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            for (double number : new double[]{Math.PI, 1e-300, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY, Double.NaN}) {
                assertEquals(number, Decimal.number(Double.toString(number)));
            }
            assertEquals(Double.POSITIVE_INFINITY, Decimal.number("INFINITY"));
        } finally {
            Locale.setDefault(before);
        }
    }
}
