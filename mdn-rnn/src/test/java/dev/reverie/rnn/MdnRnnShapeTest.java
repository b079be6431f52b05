package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.mdn.Factorisation;
import org.junit.jupiter.api.Test;

class MdnRnnShapeTest {
    @Test
    void thePapersNetworksHaveAsManyParametersAsInThePaper() {
        assertEquals(422_368, LstmShapes.of(32, 3, 256, 5, MdnRnnConfig.Heads.NONE).parameterCount());
        assertEquals(1_678_785, LstmShapes.of(64, 1, 512, 5).parameterCount());
    }

    @Test
    void layerNormHasAGainAndAShiftForEachGateAndTheCellInPlaceOfTheBias() {
        var none = LstmShapes.of(64, 1, 512, 5);
        var norm = LstmShapes.of(64, 1, 512, 5, MdnRnnConfig.Heads.RESTART, Factorisation.PER_DIMENSION, true);
        assertEquals(none.parameterCount() - 4 * 512 + 5 * 2 * 512, norm.parameterCount());
    }
}
