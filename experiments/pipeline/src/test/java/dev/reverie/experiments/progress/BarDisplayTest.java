package dev.reverie.experiments.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BarDisplayTest {
    @Test
    void theBarIsFullWhenAllIsDone() {
        assertEquals("░░░░░░░░░░░░░░░░░░░░", BarDisplay.bar(0));
        assertEquals("██████████░░░░░░░░░░", BarDisplay.bar(0.5));
        assertEquals("████████████████████", BarDisplay.bar(1));
    }
}
