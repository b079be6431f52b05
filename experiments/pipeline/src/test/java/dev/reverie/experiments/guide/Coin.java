package dev.reverie.experiments.guide;

import dev.reverie.core.Env;
import dev.reverie.core.EpisodeState;
import dev.reverie.core.Observation;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Step;
import dev.reverie.core.Xoshiro256;
import dev.reverie.envs.EnvEntry;
import dev.reverie.envs.EnvProvider;
import java.util.List;

/** Guess the next toss of a coin that tends to repeat itself. The guide's example: its lines are these. */
public final class Coin implements Env {
    private final EpisodeState state = new EpisodeState(actionSpace());
    private Xoshiro256 random;
    private int side;

    @Override
    public Observation reset(long seed) {
        state.begin();
        random = Seed.of(seed).child("coin").random();
        side = 0;
        return toss();
    }

    @Override
    public Step step(float[] guess) {
        int number = state.next(guess);
        var seen = toss();
        return state.end(new Step(seen, guess[0] == side ? 1 : 0, false, number == 100));
    }

    private Observation toss() {
        side = random.nextInt(10) < 8 ? side : 1 - side;
        return new Observation.Vector(side);
    }

    @Override
    public Space.Box observationSpace() {
        return Space.box(0, 1, 1);
    }

    @Override
    public Space actionSpace() {
        return Space.discrete(2);
    }

    /** Brings it into the registry. */
    public static final class Provider implements EnvProvider {
        @Override
        public List<EnvEntry> entries() {
            return List.of(new EnvEntry("Coin", "1", "Guess a coin that tends to repeat itself.", List.of(), options -> new Coin()));
        }
    }
}
