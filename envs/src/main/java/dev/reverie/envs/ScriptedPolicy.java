package dev.reverie.envs;

import dev.reverie.core.Env;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;

/**
 * The scripted expert of whatever environment it is to play on: {@link CarRacingDriver} drives CarRacing, {@link
 * TakeCoverDodger} dodges in TakeCover. Experts read the state of their
 * environment, so there is one for each environment ({@link Policy#on}), and this one by itself plays nowhere.
 */
public record ScriptedPolicy() implements Policy {
    @Override
    public Policy on(Env env) {
        if (env instanceof CarRacing car) {
            return new CarRacingDriver(car);
        }
        if (env instanceof TakeCover cover) {
            return new TakeCoverDodger(cover);
        }
        throw new IllegalArgumentException(
                "no scripted policy knows " + env.getClass().getSimpleName() + "; there are some for CarRacing and TakeCover");
    }

    @Override
    public Actor begin(Seed seed) {
        throw new IllegalStateException("a scripted policy reads the state of its environment: ask it for on(env) first");
    }
}
