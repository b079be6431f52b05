package dev.reverie.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Controller} keeps. Implement it as a test of a controller of your own. */
public interface ControllerContract {
    /** One that an evolution can begin with. */
    Controller controller();

    private static double[] doubles(RandomGenerator random, int count) {
        return random.doubles(count, -1, 1).toArray();
    }

    private static float[] floats(RandomGenerator random, int count) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    @Test
    default void parametersComeBackAndAreCopies() {
        var controller = controller();
        assertEquals(controller.parameterCount(), controller.parameters().length);
        var parameters = doubles(Seed.of(1).random(), controller.parameterCount());
        var other = controller.withParameters(parameters);
        assertArrayEquals(parameters, other.parameters());
        parameters[0] += 1;
        other.parameters()[0] += 1;
        assertEquals(parameters[0] - 1, other.parameters()[0]);
        assertEquals(controller.shape(), other.shape());
    }

    @Test
    default void parametersOfAnotherCountOrNotFiniteAreRefused() {
        var controller = controller();
        assertThrows(IllegalArgumentException.class, () -> controller.withParameters(new double[controller.parameterCount() + 1]));
        var wrong = new double[controller.parameterCount()];
        wrong[0] = Double.NaN;
        assertThrows(IllegalArgumentException.class, () -> controller.withParameters(wrong));
    }

    @Test
    default void actionsAreMembersOfTheSpaceAndDependOnTheParameters() {
        var controller = controller();
        var random = Seed.of(2).random();
        boolean differs = false;
        float[] before = null;
        for (int i = 0; i < 50; i++) {
            var some = controller.withParameters(doubles(random, controller.parameterCount()));
            var memory = controller.shape().memory().stream().map(part -> floats(random, part.size())).toArray(float[][]::new);
            var action = some.act(floats(random, controller.latentSize()), memory);
            assertTrue(controller.actionSpace().contains(action), () -> Arrays.toString(action));
            differs |= before != null && !Arrays.equals(before, action);
            before = action;
        }
        assertTrue(differs);
    }

    @Test
    default void rowsTogetherHaveTheBitsOfEachAlone() {
        var random = Seed.of(3).random();
        var controller = controller();
        var some = controller.withParameters(doubles(random, controller.parameterCount()));
        int outputs = controller.actionMap().outputs();
        var x = new float[8][];
        Arrays.setAll(x, r -> floats(random, controller.featureCount() + 3));
        var together = new float[8][outputs + 2];
        some.respond(8, x, together);
        for (int r = 0; r < 8; r++) {
            var alone = new float[outputs];
            some.respond(x[r], alone);
            assertArrayEquals(alone, Arrays.copyOf(together[r], outputs));
        }
    }

    @Test
    default void itIsSavedAndComesBack(@TempDir Path folder) {
        var controller = controller();
        var some = controller.withParameters(doubles(Seed.of(4).random(), controller.parameterCount()));
        some.save(folder.resolve("c.npy"));
        assertArrayEquals(some.parameters(), controller.withParameters(folder.resolve("c.npy")).parameters());
    }
}
