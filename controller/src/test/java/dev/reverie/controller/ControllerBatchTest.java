package dev.reverie.controller;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Pool;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.WorldModel;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControllerBatchTest {
    private static final int Z = 5;
    private static final int H = 17;
    private static final int ROWS = 32;
    private static final int CANDIDATES = 4;

    /** Mixed, then ordered with runs of all lengths. */
    private static int[] candidates(int rows) {
        var candidates = new int[rows];
        Arrays.setAll(candidates, row -> row < 8 ? row * 7 % CANDIDATES : row < 12 ? 1 : row < 29 ? 2 : 3);
        return candidates;
    }

    private static List<Controller> controllers(Features features, Space space) {
        var actions = ActionMap.of(space);
        return List.of(Controller.linear(features, Z, WorldModel.Part.lstm(H), space, true),
                Controller.mlp(features, Z, WorldModel.Part.lstm(H), actions, true, 9, 4),
                Controller.mlp(features, Z, WorldModel.Part.lstm(H), actions, false, 3, 33, 16));
    }

    private static double[][] parameters(Controller controller) {
        var parameters = new double[CANDIDATES][];
        Arrays.setAll(parameters, k -> LinearTest.doubles(Seed.of(1).child("candidate", k).random(), controller.parameterCount()));
        return parameters;
    }

    @Test
    void everyRowHasTheBitsOfItsCandidateAlone() {
        for (Space space : List.of(Space.box(-1, 1, 3), Space.discrete(11), Space.box(0, 2, 1))) {
            for (var features : List.of(Features.Z, Features.ZH, Features.ZC, Features.ZCH)) {
                for (var controller : controllers(features, space)) {
                    everyRowHasTheBitsOfItsCandidateAlone(controller, space.size());
                }
            }
        }
    }

    private static void everyRowHasTheBitsOfItsCandidateAlone(Controller controller, int width) {
        var batch = ControllerBatch.of(controller, parameters(controller));
        var random = Seed.of(2).random();
        var z = LinearTest.floats(random, ROWS * Z);
        var h = LinearTest.floats(random, ROWS * H);
        var c = LinearTest.floats(random, ROWS * H);
        for (int rows : new int[]{1, 5, ROWS}) {
            var actions = Floats.allocate(ROWS * width);
            batch.act(rows, candidates(rows), Floats.of(z), List.of(Floats.of(h), Floats.of(c)), actions);
            for (int row = 0; row < rows; row++) {
                var alone = batch.member(candidates(rows)[row]).act(Arrays.copyOfRange(z, row * Z, (row + 1) * Z),
                        Arrays.copyOfRange(h, row * H, (row + 1) * H), Arrays.copyOfRange(c, row * H, (row + 1) * H));
                assertArrayEquals(alone, actions.slice(row * width, width).toArray(), controller + ", row " + row + " of " + rows);
            }
        }
    }

    @Test
    void threadsWithTheirOwnBuffersDoNotMeet() {
        for (var controller : controllers(Features.ZCH, Space.box(-1, 1, 2))) {
            var batch = ControllerBatch.of(controller, parameters(controller));
            var once = new float[40][];
            new Pool(1).run(once.length, part -> once[part] = act(batch, part));
            for (int threads : new int[]{2, 3}) {
                var again = new float[once.length][];
                new Pool(threads).run(again.length, part -> again[part] = act(batch, part));
                assertTrue(Arrays.deepEquals(once, again), threads + " threads");
            }
        }
    }

    @Test
    void batchesOfSeveralWidthsMayTakeTurns() {
        var wide = Controller.mlp(Features.Z, Z, List.of(), ActionMap.of(Space.box(-1, 1, 2)), true, 40);
        var narrow = Controller.linear(Features.Z, Z, List.of(), Space.box(-1, 1, 3), true);
        for (var controller : List.<Controller>of(narrow, wide, narrow)) {
            everyRowHasTheBitsOfItsCandidateAlone(controller, controller.actionSpace().size());
        }
    }

    @Test
    void nothingIsAllocatedAfterTheFirstTime() {
        var memory = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (var controller : controllers(Features.ZH, Space.box(-1, 1, 2))) {
            var batch = ControllerBatch.of(controller, parameters(controller));
            var z = Floats.allocate(ROWS * Z);
            var h = Floats.allocate(ROWS * H);
            var actions = Floats.allocate(2 * ROWS);
            var memories = List.of(h);
            int[] candidates = candidates(ROWS);
            for (int i = 0; i < 20; i++) {
                batch.act(ROWS, candidates, z, memories, actions);
                memory.getCurrentThreadAllocatedBytes();
            }
            long before = memory.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                batch.act(ROWS, candidates, z, memories, actions);
            }
            long bytes = memory.getCurrentThreadAllocatedBytes() - before;
            assertTrue(bytes < 100 * ROWS, () -> controller + " allocated " + bytes + " bytes in 100 batches");
        }
    }

    private static float[] act(ControllerBatch batch, int part) {
        var random = Seed.of(3).child("part", part).random();
        var actions = Floats.allocate(2 * ROWS);
        var z = Floats.of(LinearTest.floats(random, ROWS * Z));
        var h = Floats.of(LinearTest.floats(random, ROWS * H));
        var c = Floats.of(LinearTest.floats(random, ROWS * H));
        batch.act(ROWS, candidates(ROWS), z, List.of(h, c), actions);
        return actions.toArray();
    }

    @Test
    void shortBuffersAreRefused() {
        var controller = Controller.linear(Features.ZH, Z, WorldModel.Part.lstm(H), Space.box(-1, 1, 2), false);
        var batch = ControllerBatch.of(controller, parameters(controller));
        var z = Floats.allocate(3 * Z);
        var h = Floats.allocate(3 * H);
        var actions = Floats.allocate(3 * 2);
        batch.act(3, new int[3], z, List.of(h), actions);
        var error = assertThrows(IllegalArgumentException.class, () -> batch.act(4, new int[4], z, List.of(h), actions));
        assertTrue(error.getMessage().startsWith("z must have at least 4 rows of 5 floats"), error.getMessage());
        assertThrows(IllegalArgumentException.class, () -> batch.act(3, new int[3], z, List.of(), actions));
        assertThrows(IllegalArgumentException.class, () -> batch.act(3, new int[2], z, List.of(h), actions));
        assertThrows(IllegalArgumentException.class, () -> ControllerBatch.of(controller));
    }
}
