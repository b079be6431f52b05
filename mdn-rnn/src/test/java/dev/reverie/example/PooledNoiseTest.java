package dev.reverie.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reverie.mdn.Factorisation;
import dev.reverie.mdn.MdnLayout;
import dev.reverie.mdn.NoiseModel;
import dev.reverie.mdn.NoiseModelContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class PooledNoiseTest implements NoiseModelContract {
    @Override
    public List<NoiseModel> models() {
        return List.of(new PooledNoise());
    }

    @Test
    void itsNumbersStandOnceInARow() {
        assertEquals(5 + 5 * 3 + 3, new MdnLayout(5, 3, new PooledNoise(), Factorisation.JOINT).outputs());
        assertEquals(5 * 3 + 5 * 3 + 3, new MdnLayout(5, 3, new PooledNoise(), Factorisation.PER_DIMENSION).outputs());
    }
}
