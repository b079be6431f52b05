package dev.reverie.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Observation;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.WorldModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MlpTest implements ControllerContract {
    private static final ActionMap BOX = ActionMap.of(Space.box(-1, 1, 2));

    @Override
    public Controller controller() {
        return Controllers.make("mlp", new ControllerShape(Features.ZCH, 3, WorldModel.Part.lstm(7), BOX, true), Map.of("layers", "9,4"));
    }

    @Test
    void parametersAreCountedLayerByLayer() {
        assertEquals(3 * 5 + 5 + 5 * 4 + 4 + 4 * 2 + 2, Controller.mlp(Features.Z, 3, List.of(), BOX, true, 5, 4).parameterCount());
        assertEquals((3 + 2 * 7) * 5 + 5 * 2, Controller.mlp(Features.ZCH, 3, WorldModel.Part.lstm(7), BOX, false, 5).parameterCount());
    }

    @Test
    void actsLikeAPlainDoubleLoop() {
        var random = Seed.of(1).random();
        int[] widths = {3 + 7, 11, 6, 2};
        for (boolean bias : new boolean[]{false, true}) {
            var blank = Controller.mlp(Features.ZH, 3, WorldModel.Part.lstm(7), BOX, bias, 11, 6);
            var p = LinearTest.doubles(random, blank.parameterCount());
            var z = LinearTest.floats(random, 3);
            var h = LinearTest.floats(random, 7);
            var x = new double[10];
            Arrays.setAll(x, i -> i < 3 ? z[i] : h[i - 3]);
            int at = 0;
            for (int layer = 0; layer < 3; layer++) {
                var y = new double[widths[layer + 1]];
                for (int o = 0; o < y.length; o++) {
                    for (int i = 0; i < x.length; i++) {
                        y[o] += p[at + o * x.length + i] * x[i];
                    }
                    y[o] = Math.tanh(y[o] + (bias ? p[at + y.length * x.length + o] : 0)); // the last one's is the action map
                }
                at += (x.length + (bias ? 1 : 0)) * y.length;
                x = y;
            }
            float[] action = blank.withParameters(p).act(z, h, null);
            assertEquals(x[0], action[0], 1e-6);
            assertEquals(x[1], action[1], 1e-6);
        }
    }

    @Test
    void itIsAValueThatIsSavedAndComesBack(@TempDir Path folder) {
        var blank = Controller.mlp(Features.Z, 3, List.of(), BOX, true, 5);
        var some = blank.withParameters(LinearTest.doubles(Seed.of(1).random(), blank.parameterCount()));
        some.save(folder.resolve("c.npy"));
        assertEquals(some, blank.withParameters(folder.resolve("c.npy")));
        assertNotEquals(blank, some);
        assertNotEquals(blank, Controller.mlp(Features.Z, 3, List.of(), BOX, true, 6));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> blank.withParameters(1, 2)).getMessage()
                .startsWith("parameters must be 32 for Mlp Z[3] by [5] to Box"));
        assertEquals("width of a hidden layer must be >= 1, was 0",
                assertThrows(IllegalArgumentException.class, () -> Controller.mlp(Features.Z, 3, List.of(), BOX, true, 0)).getMessage());
    }

    @Test
    void withoutAWorldModelItActsOnTheObservation() {
        var blank = Controller.mlp(Features.Z, 3, List.of(), BOX, true, 5);
        var some = blank.withParameters(LinearTest.doubles(Seed.of(1).random(), blank.parameterCount()));
        float[] observation = {0.1f, -2, 3};
        assertArrayEquals(some.act(observation),
                new ObservationAgent(some).begin(Seed.of(1)).act(new Observation.Vector(observation)));
        assertEquals(6, ObservationAgent.size(Space.box(-1, 1, 2, 3)));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ObservationAgent.size(Space.frame(4, 4, 3))).getMessage()
                .startsWith("observations must be vectors for a controller without a world model"));
        assertThrows(IllegalArgumentException.class,
                () -> new ObservationAgent(Controller.mlp(Features.ZH, 3, WorldModel.Part.lstm(2), BOX, true, 5)));
    }
}
