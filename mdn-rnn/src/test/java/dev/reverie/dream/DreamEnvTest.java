package dev.reverie.dream;

import dev.reverie.core.Env;
import dev.reverie.core.EnvContract;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Coin;

class DreamEnvTest implements EnvContract {
    @Override
    public Env env() {
        return new DreamEnv(Coin.model(), Coin.starts(), Temperature.of(1.15), Coin.ACTIONS);
    }
}
