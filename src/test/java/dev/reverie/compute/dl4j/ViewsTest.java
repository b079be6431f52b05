package dev.reverie.compute.dl4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ViewsTest {
    private static INDArray counting(long... shape) {
        return Nd4j.arange(Nd4j.create(shape).length()).castTo(DataType.FLOAT).reshape('c', shape);
    }

    /** Both ways, through the view and through the array. */
    private static void assertShared(INDArray array) {
        var view = Views.view(array);
        assertArrayEquals(array.dup('c').data().asFloat(), view.toArray());
        view.set(1, -7);
        assertEquals(-7, array.reshape(array.length()).getFloat(1));
        array.reshape(array.length()).putScalar(1, 9);
        assertEquals(9, view.get(1));
    }

    @Test
    void aViewIsTheArraysMemory() {
        assertShared(counting(3, 4));
    }

    @Test
    void aViewOfAPartBeginsAtItsOffset() {
        var flat = counting(20);
        var part = flat.get(NDArrayIndex.interval(5, 17));
        assertShared(part);
        assertShared(part.reshape(3, 4));
        assertShared(part.get(NDArrayIndex.interval(4, 8)).reshape(2, 2));
        Views.view(part.reshape(3, 4)).set(0, -1);
        assertEquals(-1, flat.getFloat(5), "written through to the array it is a part of");
    }

    @Test
    void arraysInWorkspacesAreSeenWhereTheyAre() {
        var configuration = WorkspaceConfiguration.builder().initialSize(1 << 16).build();
        for (int round = 0; round < 3; round++) {
            try (var workspace = Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "views")) {
                Nd4j.createUninitialized(DataType.FLOAT, new long[]{7}, 'c');
                var array = Nd4j.createUninitialized(DataType.FLOAT, new long[]{3, 5}, 'c').assign(round);
                assertEquals(workspace.getId(), array.data().getParentWorkspace().getId());
                assertShared(array);
            }
        }
        Nd4j.getWorkspaceManager().destroyWorkspace(Nd4j.getWorkspaceManager().getWorkspaceForCurrentThread("views"));
    }

    @Test
    void aViewOfTheSameMemoryIsMadeOnce() {
        var views = new Views();
        var array = counting(3, 4);
        assertSame(views.of(array), views.of(array.reshape(12)));
        assertNotSame(views.of(array), views.of(array.get(NDArrayIndex.interval(0, 2))));
    }

    @Test
    void arraysThatAreNotDenseOrNotFloatsAreRefused() {
        var transposed = assertThrows(IllegalArgumentException.class, () -> Views.view(counting(3, 4).transpose()));
        assertTrue(transposed.getMessage().contains("dup('c')"), transposed.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Views.view(counting(3, 4).get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2))));
        assertThrows(IllegalArgumentException.class, () -> Views.view(counting(3, 4).castTo(DataType.DOUBLE)));
    }

    @Test
    void aSingleRowOrColumnIsDenseWhateverItsOrder() {
        assertShared(Nd4j.create(DataType.FLOAT, new long[]{1, 5}, 'f'));
        assertShared(Nd4j.create(DataType.FLOAT, new long[]{5, 1}, 'f'));
    }
}
