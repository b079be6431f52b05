package dev.reverie.experiments.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Simulation.Row ROW = (random, x, y) -> {
        x[0] = random.nextDouble();
        y[0] = x[0] + random.nextGaussian();
    };

    @Test
    void moreRowsBeginWithTheSameOnes() {
        var few = Simulation.of(10_000, Seed.of(1), ROW);
        var many = Simulation.of(30_000, Seed.of(1), ROW);
        assertArrayEquals(few.x(), java.util.Arrays.copyOf(many.x(), 10_000));
        assertArrayEquals(few.y(), java.util.Arrays.copyOf(many.y(), 10_000));
    }

    @Test
    void everyRowIsFilled() {
        var samples = Simulation.of(20_001, 2, 3, Seed.of(2), (random, x, y) -> {
            x[0] = 1;
            x[1] = 2;
            y[2] = 3;
        });
        assertArrayEquals(new double[]{1, 2}, samples.input(20_000));
        assertArrayEquals(new double[]{0, 0, 3}, samples.target(20_000));
    }

    @Test
    void scalesOutsideTheirRangeAreRefused() {
        for (double scale : new double[]{0, 0.009, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new StudyContext(Path.of("."), Seed.of(1), scale, Progress.none()));
        }
        var context = new StudyContext(Path.of("."), Seed.of(1), 0.01, Progress.none());
        assertEquals(List.of(10_000, 200, 50), List.of(context.rows(1_000_000), context.rows(1_000), context.rows(50)));
    }

    @Test
    void theArmReachesItsTargetsBothWays() {
        var arm = new TwoLinkArm(0.7, 0.4);
        for (double distance : new double[]{0.31, 0.5, 1.09}) {
            for (var way : arm.reach(distance, 2.5)) {
                var hand = arm.hand(way[0], way[1]);
                assertEquals(distance * Math.cos(2.5), hand[0], 1e-12);
                assertEquals(distance * Math.sin(2.5), hand[1], 1e-12);
            }
            assertEquals(arm.reach(distance, 2.5).get(0)[1], -arm.reach(distance, 2.5).get(1)[1]);
        }
    }

    @Test
    void tablesAreAligned() {
        var table = Table.of("name", "y").with("first", 0.5).with("b", 1.5e-5);
        assertEquals("| name  | y        |\n| ----- | -------- |\n| first | 0.5000   |\n| b     | 1.50e-05 |\n", table.markdown());
        assertThrows(IllegalArgumentException.class, () -> table.with("too few"));
    }
}
