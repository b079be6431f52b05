package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.FileException;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedRegressorTest {
    private static MdnRegressor model() {
        var x = new double[]{0, 1, 2, 3, 4, 5, 6, 7};
        return MdnRegressor.train(MdnRegressorConfig.of(2).withTraining(2, 4, 1e-2, 1e-3), new Samples(2, x, 1, new double[]{1, 2, 3, 4}),
                Seed.of(1), Progress.none());
    }

    @Test
    void namesComeBackWithTheModel(@TempDir Path folder) {
        var file = folder.resolve("model.zip");
        var named = new NamedRegressor(model(), List.of("a name, with a comma", "température"), List.of("y=2"));
        named.save(file);
        var loaded = NamedRegressor.load(file);
        assertEquals(named.inputs(), loaded.inputs());
        assertEquals(named.targets(), loaded.targets());
        assertEquals(named.model().predict(1, 2), loaded.model().predict(1, 2));
        assertEquals(named.model().predict(1, 2), MdnRegressor.load(file).predict(1, 2));
    }

    @Test
    void aModelWithoutNamesIsToldApart(@TempDir Path folder) {
        var file = folder.resolve("model.zip");
        model().save(file);
        assertTrue(assertThrows(FileException.class, () -> NamedRegressor.load(file)).getMessage().contains("has no names of columns"));
    }

    @Test
    void namesMustBeAsManyAsColumnsAndOneLineEach() {
        var model = model();
        assertThrows(IllegalArgumentException.class, () -> new NamedRegressor(model, List.of("a"), List.of("y")));
        assertThrows(IllegalArgumentException.class, () -> new NamedRegressor(model, List.of("a", "b\nc"), List.of("y")));
    }
}
