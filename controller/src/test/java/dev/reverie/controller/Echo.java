package dev.reverie.controller;

import dev.reverie.core.ArrayState;
import dev.reverie.core.Encoder;
import dev.reverie.core.Observations;
import dev.reverie.core.Space;
import dev.reverie.core.WorldModel;
import java.util.List;
import java.util.random.RandomGenerator;

/** The smallest V and M: z is the observation and noise, h' = (z, a), c counts. So an action shows what it was made from. */
final class Echo {
    private Echo() {
    }

    record Vision(float noise) implements Encoder {
        @Override
        public Space.Box observationSpace() {
            return Space.box(-10, 10, 1);
        }

        @Override
        public int latentSize() {
            return 1;
        }

        @Override
        public void encode(Observations observations, RandomGenerator random, float[] z) {
            for (int i = 0; i < z.length; i++) {
                z[i] = ((Observations.Vectors) observations).values()[i] + noise * (float) random.nextGaussian();
            }
        }
    }

    record Memory() implements WorldModel {
        @Override
        public int latentSize() {
            return 1;
        }

        @Override
        public int actionSize() {
            return 1;
        }

        @Override
        public List<Part> parts() {
            return Part.lstm(2);
        }

        @Override
        public State open(int rows) {
            return new ArrayState(this, rows, (r, state) -> {
                var h = state.parts().get(0);
                var c = state.parts().get(1);
                h.set(2 * r, state.z().get(r));
                h.set(2 * r + 1, state.actions().get(r));
                c.set(2 * r, c.get(2 * r) + 1);
            });
        }
    }
}
