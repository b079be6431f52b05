package dev.reverie.experiments.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineDisplayTest {
    private final StringWriter text = new StringWriter();
    private long now;

    private LineDisplay display() {
        return new LineDisplay(new PrintWriter(text), "vae", "frames", () -> now);
    }

    private void after(int seconds) {
        now += seconds * 1_000_000_000L;
    }

    private List<String> lines() {
        return text.toString().lines().toList();
    }

    @Test
    void aLineTellsShareRateAndTimeLeft() {
        var line = new Line("vae", 113_000, 270_000, "frames", 1150, "recon 12.3");
        assertEquals("vae  41% 113,000/270,000 frames  1,150/s  ETA 2:17  recon 12.3", line.toString());
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        assertEquals("evolve  3 generations", new Line("evolve", 3, -1, "generations", 0, "").toString());
        assertEquals("evolve  100% 80/80 generations  0.4/s", new Line("evolve", 80, 80, "generations", 0.4, "").toString());
    }

    @Test
    void linesComeEveryTenSeconds() {
        try (var display = display()) {
            for (int i = 0; i <= 25; i++) {
                display.update(1000L * i, 270_000, "recon " + i);
                after(1);
            }
        }
        assertEquals(List.of("vae  3% 10,000/270,000 frames  1,000/s  ETA 4:20  recon 10",
                "vae  7% 20,000/270,000 frames  1,000/s  ETA 4:10  recon 20"), lines());
    }

    @Test
    void whatWasDoneBeforeTheResumeTakesNoTime() {
        try (var display = display()) {
            display.update(200_000, 270_000, "");
            after(10);
            display.update(210_000, 270_000, "");
        }
        assertEquals(List.of("vae  77% 210,000/270,000 frames  1,000/s  ETA 1:00"), lines());
    }

    @Test
    void durationsReadAsOnAClock() {
        assertEquals("0.3 s", Clock.text(Duration.ofMillis(312)));
        assertEquals("0:10", Clock.text(Duration.ofMillis(9_960)));
        assertEquals("2:10", Clock.text(Duration.ofSeconds(130)));
        assertEquals("1:05:09", Clock.text(Duration.ofSeconds(3909)));
    }
}
