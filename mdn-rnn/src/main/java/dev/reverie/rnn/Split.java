package dev.reverie.rnn;

import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.List;

/** Episodes to train on, and those kept from it. */
record Split<T>(List<T> training, List<T> heldOut) {
    /** Keeps {@code share} of the episodes, at least one where it is not 0, by the choice of a training's seed. */
    static <T> Split<T> of(List<T> episodes, double share, Seed training) {
        int held = share == 0 ? 0 : (int) Math.max(1, Math.round(share * episodes.size()));
        if (held >= episodes.size()) {
            throw new IllegalArgumentException("heldOut must leave at least one episode to train on, was " + share + " of "
                    + episodes.size() + "; collect more episodes or set it to 0");
        }
        var rest = new ArrayList<>(episodes);
        var heldOut = new ArrayList<T>();
        var random = training.child("split").random();
        for (int i = 0; i < held; i++) {
            heldOut.add(rest.remove(random.nextInt(rest.size())));
        }
        return new Split<>(rest, heldOut);
    }
}
