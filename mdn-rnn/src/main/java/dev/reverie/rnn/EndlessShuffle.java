package dev.reverie.rnn;

import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Things without end: all of them in some order, then all in another. */
final class EndlessShuffle<T> implements Iterator<T> {
    private final List<T> things;
    private final Seed seed;
    private int round;
    private int at;

    EndlessShuffle(List<T> things, Seed seed) {
        this.things = new ArrayList<>(things);
        this.seed = seed;
        at = things.size();
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public T next() {
        if (at == things.size()) {
            at = 0;
            // Shuffles what the round before left, which is a function of the seed as well.
            Collections.shuffle(things, new Random(seed.child("round", round++).bits()));
        }
        return things.get(at++);
    }
}
