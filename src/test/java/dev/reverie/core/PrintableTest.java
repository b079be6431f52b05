package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "\u001b[2Jgone|\\u001b[2Jgone", "\u001b]0;title\u0007|\\u001b]0;title\\u0007", "a\rb|a\\rb", "a\tb|a\\tb", "a\u009b1mb|a\\u009b1mb",
        "\u202egnp.exe|\\u202egnp.exe", "a\u2028b|a\\u2028b", "\ufeffx|\\ufeffx", "x\u007f|x\\u007f", "\ud800|\\ud800",
        "a\u0000b|a\\u0000b"})
    void whatMovesHidesOrReordersIsWrittenOut(String foreign, String shown) {
        assertEquals(shown, Printable.line(foreign));
        assertEquals(Printable.line(shown), Printable.line(foreign), "shown twice it stays the same");
    }

    @Test
    void aTagBeyondTheFirstPlaneIsWrittenOut() {
        assertEquals("\\U000e0041", Printable.line(Character.toString(0xE0041)));
    }

    @Test
    void lettersOfEveryScriptAndEmojiStay() {
        var text = "Größe λ 世界 שלום \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 👩\u200d🚀";
        assertSame(text, Printable.line(text));
    }

    @Test
    void onlySeveralLinesKeepTheirEnds() {
        assertEquals("a\\nb", Printable.line("a\nb"));
        assertEquals("a\nb\n\tc\\rd", Printable.lines("a\r\nb\n\tc\rd"));
    }
}
