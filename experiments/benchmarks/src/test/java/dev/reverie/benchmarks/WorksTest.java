package dev.reverie.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Precision;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorksTest {
    private static Work named(String name) {
        return Works.all().stream().filter(work -> work.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void everyNameIsThereOnce() {
        List<String> names = Works.all().stream().map(Work::name).toList();
        assertEquals(names.size(), new HashSet<>(names).size());
        assertTrue(names.containsAll(List.of("gemm 1024x291x1024 bf16", "lstm 512 T100 forward+backward", "conv 3x32k4 64 forward+backward",
                "deconv 1024x128k5 1 forward+backward", "mdn beta-posterior", Works.peak(Precision.F32).name())), names.toString());
    }

    @Test
    void operationsAreCountedAsByHand() {
        assertEquals(2.0 * 1024 * 291 * 1024, named("gemm 1024x291x1024 f32").flops());
        // 10,000 rows of [35 + 256] by 1024, three times, less the gradient of the 35
        assertEquals(2e4 * 1024 * (3 * 291 - 35), named("lstm 256 T100 forward+backward").flops());
        // 10,000 rows of [35 + 256] by 1024 and of 256 by 480, three times, less the gradient of the 35
        assertEquals(2e4 * (1024 * (3 * 291 - 35) + 3 * 256 * 480), named("mdn-rnn train 256 T100").flops());
        // 50 steps of 1024 rows of [66 + 512] by 2048 and of 512 by 961
        assertEquals(2 * 51200.0 * (578 * 2048 + 512 * 961), named("dream 512 bf16 1024 rows").flops());
        // 31·31 patches of 4·4·3 by 32, twice: nobody asks for the gradient of the frames
        assertEquals(2 * 2.0 * 100 * 31 * 31 * 48 * 32, named("conv 3x32k4 64 forward+backward").flops());
        assertEquals(3 * 2.0 * 100 * 14 * 14 * 512 * 64, named("conv 32x64k4 31 forward+backward").flops());
        // every input pixel makes a patch
        assertEquals(3 * 2.0 * 100 * 13 * 13 * 64 * 36 * 32, named("deconv 64x32k6 13 forward+backward").flops());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dream 256 f32 1 row", "dream 512 bf16 1 row", "gemm 100x256x1024 f32", "gemm 100x256x1024 bf16",
        "lstm 256 T100 forward+backward",
        "conv 3x32k4 64 forward+backward",
        "deconv 1024x128k5 1 forward+backward", "carracing 64x64 step", "takecover 64x64 step all cores"})
    void aWorkRunsAgainAndAgain(String name) {
        try (var session = named(name).start().apply(Engine.current())) {
            session.run();
            session.run();
        }
    }
}
