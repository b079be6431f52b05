package dev.reverie.experiments.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CoverageTest {
    @TempDir
    Path folder;

    static java.util.List<KnownDensity> densities() {
        return KnownDensity.all();
    }

    /** Three tenths of the study: with 1,500 rows, 2% are 3.5 standard errors. */
    @Test
    void intervalsOfTrainedModelsHoldWhatTheyClaim() {
        var found = Coverage.STUDY.run(new StudyContext(folder, Seed.of(1), 0.3, Progress.none())).figures();
        for (var density : KnownDensity.all()) {
            for (var kind : new String[]{"coverage_95_", "density_coverage_95_"}) {
                assertEquals(0.95, found.get(kind + density.name()).doubleValue(), 0.02, kind + density.name());
            }
        }
        assertTrue(found.get("sbc_p").doubleValue() > 0.01, "p = " + found.get("sbc_p"));
    }

    /** What is said to be the density integrates to 1 at any x. */
    @ParameterizedTest
    @MethodSource("densities")
    void knownDensitiesAreDensities(KnownDensity density) {
        double[] x = {0.3, 0.7};
        double from = density.target().contains(-1) ? -60 : 0;
        double step = 1e-3;
        double sum = 0;
        for (double y = from + step / 2; y < 60; y += step) {
            sum += step * Math.exp(density.logDensity().applyAsDouble(x, new double[]{y}));
        }
        assertEquals(1, sum, 1e-4);
    }
}
