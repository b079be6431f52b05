package dev.reverie.experiments.run;

import dev.reverie.core.DreamPolicy;
import dev.reverie.core.Observation;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import dev.reverie.core.WorldModel;
import java.util.stream.IntStream;

/** A policy that does not look, in dreams: it is shown nothing. For one run. */
final class BlindPilot implements DreamPolicy {
    private static final Observation NOTHING = new Observation.Vector(0);

    private final Policy.Actor[] actors;

    /** Dream i is played with {@code seed.child("policy", i)}. */
    BlindPilot(Policy policy, int dreams, Seed seed) {
        actors = IntStream.range(0, dreams).mapToObj(i -> policy.begin(seed.child("policy", i))).toArray(Policy.Actor[]::new);
    }

    @Override
    public void act(int rows, int[] ids, WorldModel.State state) {
        for (int r = 0; r < rows; r++) {
            var action = actors[ids[r]].act(NOTHING);
            state.actions().write(r * action.length, action, 0, action.length);
        }
    }
}
