package dev.reverie.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.FileException;
import dev.reverie.core.Npy;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.WorldModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearTest implements ControllerContract {
    @Override
    public Controller controller() {
        return Controllers.make("linear",
                new ControllerShape(Features.ZH, 3, WorldModel.Part.lstm(7), ActionMap.of(Space.discrete(4)), true), Map.of());
    }

    static float[] floats(RandomGenerator random, int n) {
        var values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    static double[] doubles(RandomGenerator random, int n) {
        return random.doubles(n, -0.2, 0.2).toArray();
    }

    @Test
    void parameterCountsAreThoseOfThePaper() {
        assertEquals(1088, Controller.linear(Features.ZCH, 64, WorldModel.Part.lstm(512), Space.box(-1, 1, 1), false).parameterCount());
        assertEquals(867, Controller.linear(Features.ZH, 32, WorldModel.Part.lstm(256), Space.box(-1, 1, 3), true).parameterCount());
    }

    @Test
    void actsLikeAPlainDoubleLoop() {
        var random = Seed.of(1).random();
        int width = 11 + 2 * 37;
        for (boolean bias : new boolean[]{false, true}) {
            Controller controller = Controller.linear(Features.ZCH, 11, WorldModel.Part.lstm(37), Space.box(-1, 1, 3), bias);
            var p = doubles(random, 3 * (width + (bias ? 1 : 0)));
            var z = floats(random, 11);
            var h = floats(random, 37);
            var c = floats(random, 37);
            var action = controller.withParameters(p).act(z, h, c);
            for (int o = 0; o < 3; o++) {
                double sum = bias ? p[3 * width + o] : 0;
                for (int i = 0; i < 11; i++) {
                    sum += p[o * width + i] * z[i];
                }
                for (int i = 0; i < 37; i++) {
                    sum += p[o * width + 11 + i] * c[i] + p[o * width + 48 + i] * h[i];
                }
                assertEquals(Math.tanh(sum), action[o], 1e-6, "output " + o);
            }
        }
    }

    @Test
    void whatIsNotLookedAtMayBeMissing() {
        var controller = Controller.linear(Features.Z, 2, WorldModel.Part.lstm(5), Space.discrete(2), false).withParameters(1, 0, 0, 1);
        assertArrayEquals(new float[]{1}, controller.act(new float[]{1, 2}, null, null));
        var looks = Controller.linear(Features.ZH, 2, WorldModel.Part.lstm(5), Space.discrete(2), false);
        var error = assertThrows(IllegalArgumentException.class, () -> looks.act(new float[2], new float[4], null));
        assertEquals("h must have 5 elements, had 4", error.getMessage());
    }

    @Test
    void itIsAValue() {
        var controller = Controller.linear(Features.Z, 2, List.of(), Space.box(-1, 1, 1), false);
        var parameters = new double[]{1, 2};
        var other = controller.withParameters(parameters);
        parameters[0] = 7;
        other.parameters()[1] = 7;
        assertArrayEquals(new double[]{1, 2}, other.parameters());
        assertArrayEquals(new double[]{0, 0}, controller.parameters());
        assertEquals(controller.withParameters(1, 2), other);
        assertNotEquals(controller, other);
    }

    @Test
    void wrongParametersAreRefused() {
        var controller = Controller.linear(Features.Z, 2, List.of(), Space.box(-1, 1, 1), false);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> controller.withParameters(1)).getMessage().contains("must be 2"));
        var error = assertThrows(IllegalArgumentException.class, () -> controller.withParameters(1, Double.NaN));
        assertEquals("parameters must be finite, parameter 1 was NaN", error.getMessage());
    }

    @Test
    void savedParametersComeBack(@TempDir Path folder) {
        var controller = Controller.linear(Features.ZH, 4, WorldModel.Part.lstm(6), Space.box(-1, 1, 2), true);
        var trained = controller.withParameters(doubles(Seed.of(2).random(), 22));
        trained.save(folder.resolve("best.npy"));
        assertEquals(trained, controller.withParameters(folder.resolve("best.npy")));
        assertEquals("<f8[22]", Npy.load(folder.resolve("best.npy")).toString());
    }

    @Test
    void aFileOfSomethingElseIsAnErrorThatNamesIt(@TempDir Path folder) {
        var controller = Controller.linear(Features.Z, 2, List.of(), Space.box(-1, 1, 1), false);
        var file = folder.resolve("best.npy");
        for (var wrong : new Npy[]{Npy.of(new float[2]), Npy.of(new double[3]), Npy.of(new double[2], 1, 2),
            Npy.of(new double[]{0, Double.NaN})}) {
            wrong.save(file);
            var error = assertThrows(FileException.class, () -> controller.withParameters(file));
            assertTrue(error.getMessage().startsWith(file + ": "), error.getMessage());
        }
    }
}
