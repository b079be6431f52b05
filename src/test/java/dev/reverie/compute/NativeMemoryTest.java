package dev.reverie.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is closed gives its native memory back at once. */
class NativeMemoryTest {
    static Stream<Named<Engine>> engines() {
        return Stream.of(Named.of("fast", Engine.fast(2)), Named.of("plain", Engine.plain(2)));
    }

    @Test
    void aFreedBufferFailsInsteadOfReadingWhatIsNoLongerThere() {
        var buffer = Floats.of(1, 2, 3);
        buffer.free();
        buffer.free();
        assertThrows(RuntimeException.class, () -> buffer.get(0));
        assertEquals("the buffer was freed", assertThrows(IllegalStateException.class, () -> buffer.pointer(bytes -> bytes))
                .getMessage());
        var parent = Floats.of(1, 2, 3);
        parent.slice(1, 2).free();
        assertEquals(2, parent.get(1), "the memory is not the slice's");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void productsGiveTheirMemoryBack(Engine engine) {
        for (var precision : Precision.values()) {
            for (int rows : new int[]{1, 40}) {
                var shape = new Gemm.Shape(rows, 64, 128, false, false, 64, 128, 128, false, true, Activation.TANH, precision);
                NativeMemory.assertFlat(300, () -> {
                    var a = Floats.allocate(rows * 64);
                    var b = Floats.allocate(64 * 128);
                    var bias = Floats.allocate(128);
                    var c = Floats.allocate(rows * 128);
                    try (var gemm = engine.gemm(shape); var packed = gemm.allocate()) {
                        gemm.pack(b, 0, packed);
                        gemm.run(a, 0, packed, bias, 0, c, 0);
                        gemm.run(a, 0, b, 0, bias, 0, c, 0);
                    }
                    Floats.freeAll(a, b, bias, c);
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void layersGiveTheirMemoryBack(Engine engine) {
        NativeMemory.assertFlat(50, () -> {
            var x = Floats.allocate(32 * 48);
            var w = Floats.allocate(48 * 64);
            var b = Floats.allocate(64);
            var y = Floats.allocate(32 * 64);
            var dx = Floats.allocate(32 * 48);
            try (var dense = Dense.of(new Dense.Shape(32, 48, 64, Activation.RELU), engine)) {
                dense.weights(w, b);
                dense.forward(x, y);
                dense.backward(x, y, y, dx, w, b);
            }
            Floats.freeAll(x, w, b, y, dx);
        });
        var convolution = Convolution.Shape.of(4, 32, 3, 16, 4, 2, false, Activation.RELU);
        NativeMemory.assertFlat(30, () -> {
            var x = Floats.allocate(convolution.inputSize());
            var w = Floats.allocate(convolution.weightSize());
            var b = Floats.allocate(convolution.outputs());
            var y = Floats.allocate(convolution.outputSize());
            try (var layer = Convolution.of(convolution, engine)) {
                layer.weights(w, b);
                layer.forward(x, y);
            }
            Floats.freeAll(x, w, b, y);
        });
        var lstm = new Lstm.Shape(5, 8, 20, 32, 1, false);
        NativeMemory.assertFlat(30, () -> Lstm.of(lstm, engine).close());
    }
}
