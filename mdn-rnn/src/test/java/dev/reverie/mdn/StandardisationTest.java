package dev.reverie.mdn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardisationTest {
    private static Standardisation of(double... values) {
        return Standardisation.of("x", values, 1, List.of());
    }

    /** Whole milliseconds, so that an offset is exact. */
    private static double[] milliseconds(int rows, double offset) {
        var random = Seed.of(1).random();
        var values = new double[rows];
        Arrays.setAll(values, i -> offset + random.nextInt(1_000));
        return values;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e6, -1e9, 1.7e12, 1L << 50})
    void anOffsetChangesNoStandardisedNumber(double offset) {
        // more rows than a block of the parallel pass
        var plain = milliseconds(20_000, 0);
        var shifted = milliseconds(20_000, offset);
        var expected = of(plain).forward(plain);
        var seen = of(shifted).forward(shifted);
        assertArrayEquals(expected, seen, (float) (1e-6 + Math.ulp(offset) / 288));
    }

    @ParameterizedTest
    @CsvSource({"7, 7, true", "0, 0, true", "0.3, 0.30000000000000004, true", "1e9, 1000000001, false", "1.7e12, 1700000000000.01, false",
        "1e-100, 2e-100, false"})
    void onlyWhatIsConstantCountsAsConstant(double one, double other, boolean constant) {
        assertEquals(constant, of(one, other, one).deviations()[0] == 1);
    }

    @Test
    void whatADoubleCannotSquareIsRefusedWithItsPlace() {
        assertEquals("x must be within ±1.0E150 for its square to be a number, was 1.0E200 in row 1, column 0; choose a larger unit",
                assertThrows(IllegalArgumentException.class, () -> of(1, 1e200, 2)).getMessage());
        assertEquals(
                "x must have a deviation of at least 1.0E-150 for its square to be a number, has 0.0 in column 0; choose a smaller unit",
                assertThrows(IllegalArgumentException.class, () -> of(1e-200, 2e-200)).getMessage());
    }

    /** The same rows with times since 1970 in x and y: the same likelihood. */
    @Test
    void aModelOfTimesIsThatOfTheTimesWithoutTheirOffset() {
        var random = Seed.of(2).random();
        var x = milliseconds(300, 0);
        var y = new double[x.length];
        Arrays.setAll(y, i -> Math.rint((random.nextBoolean() ? 1 : -1) * (500 + x[i]) + 30 * random.nextGaussian()));
        var config = MdnRegressorConfig.of(3).withHidden(8).withTraining(20, 64, 2e-2, 1e-3);
        var plain = MdnRegressor.train(config, Samples.of(x, y), Seed.of(3), Progress.none());
        double offset = 1.7e12;
        var late = Samples.of(Arrays.stream(x).map(v -> v + offset).toArray(), Arrays.stream(y).map(v -> v + offset).toArray());
        assertEquals(plain.heldOutNll(), MdnRegressor.train(config, late, Seed.of(3), Progress.none()).heldOutNll(), 1e-3);
    }
}
