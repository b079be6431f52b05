package dev.reverie.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.core.Env;
import dev.reverie.core.EnvContract;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Coin;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DreamEnvTest implements EnvContract {
    @Override
    public Env env() {
        return new DreamEnv(Coin.model(), Coin.starts(), Temperature.of(1.15), Coin.ACTIONS);
    }

    private static DreamEnv with(Termination ending, int horizon) {
        var options = DreamOptions.of(Temperature.of(1.15)).withEnding(ending).withHorizon(horizon);
        return new DreamEnv(Coin.model(), Coin.starts(), options, Coin.ACTIONS);
    }

    @Nested
    class ByChanceWithinAHorizon implements EnvContract {
        @Override
        public Env env() {
            return with(new Termination.Bernoulli(), 20);
        }
    }

    @Test
    void aDreamIsTruncatedAtItsHorizonAndNotBefore() {
        try (var env = with(new Termination.Threshold(Double.POSITIVE_INFINITY), 7)) {
            env.reset(1);
            for (int t = 1; t <= 7; t++) {
                var step = env.step(new float[]{1});
                assertEquals(t == 7, step.truncated());
                assertEquals(false, step.terminated());
            }
        }
        assertThrows(IllegalArgumentException.class, () -> DreamOptions.of(Temperature.ONE).withHorizon(-1));
    }
}
