package dev.reverie.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AskTellTest {
    private static String[] answers(String input) throws IOException {
        var in = System.in;
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.US_ASCII)));
            System.setOut(new PrintStream(bytes, true, StandardCharsets.US_ASCII));
            AskTell.main(new String[0]);
        } finally {
            System.setIn(in);
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.US_ASCII).split("\n");
    }

    @Test
    void everyLineIsAnsweredByAGeneration() throws IOException {
        String[] answers = answers("start DECOMPOSED 0.5 1 1 2\ntell 1 2 3 4 5 6\n");
        assertEquals(2, answers.length);
        for (String answer : answers) {
            assertEquals(2 + 6 * 2, answer.split(" ").length, answer);
        }
        assertEquals("0.5", answers[0].split(" ")[1]);
    }

    @Test
    void anythingElseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> answers("tell 1 2\n"));
    }
}
