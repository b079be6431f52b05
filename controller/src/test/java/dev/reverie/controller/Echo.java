package dev.reverie.controller;

import dev.reverie.core.Encoder;
import dev.reverie.core.Hidden;
import dev.reverie.core.Observations;
import dev.reverie.core.Space;
import dev.reverie.core.WorldModel;
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
        public int hiddenSize() {
            return 2;
        }

        @Override
        public void advance(Hidden from, float[] z, float[] action, Hidden to) {
            for (int b = 0; b < from.batch(); b++) {
                to.h()[2 * b] = z[b];
                to.h()[2 * b + 1] = action[b];
                to.c()[2 * b] = from.c()[2 * b] + 1;
                to.c()[2 * b + 1] = 0;
                to.begun()[b] = true;
            }
        }
    }
}
