package dev.reverie.controller;

import dev.reverie.core.Space;

/** How the outputs of a controller become an action: what makes any number of them a member of the action space. */
public interface ActionMap {
    /** The usual one: {@link Choice} for choices, {@link Pedals} for steering, gas and brake, {@link Squash} for any other box. */
    static ActionMap of(Space actions) {
        if (actions instanceof Space.Discrete choices) {
            return new Choice(choices);
        }
        var box = (Space.Box) actions;
        return Pedals.SPACE.equals(box) ? new Pedals(box) : new Squash(box);
    }

    /** Where the actions lie. */
    Space space();

    /** How many outputs it takes. */
    int outputs();

    /**
     * The action to some outputs.
     *
     * @param outputs
     *            [{@link #outputs}], not modified
     * @param action
     *            [A], overwritten
     */
    void apply(float[] outputs, float[] action);

    /**
     * tanh, then scaled from −1..1 to the bounds of each element; within −1..1 it is tanh itself. NaN stays NaN.
     *
     * @param space
     *            of floats, with finite bounds
     */
    record Squash(Space.Box space) implements ActionMap {
        public Squash {
            if (space.isFrame()) {
                throw new IllegalArgumentException("actions must be floats or choices, were bytes: " + space);
            }
            for (int i = 0; i < space.size(); i++) {
                if (Float.isInfinite(space.low(i)) || Float.isInfinite(space.high(i))) {
                    throw new IllegalArgumentException(
                            "actions must have finite bounds to be scaled to, element " + i + " had " + space.low(i)
                                    + ".." + space.high(i) + "; bound the environment's action space");
                }
            }
        }

        @Override
        public int outputs() {
            return space.size();
        }

        @Override
        public void apply(float[] outputs, float[] action) {
            for (int i = 0; i < action.length; i++) {
                double low = space.low(i);
                double high = space.high(i);
                // Rounding to float may not pass the bounds.
                double scaled = (low + high) / 2 + (high - low) / 2 * StrictMath.tanh(outputs[i]);
                action[i] = (float) Math.min(high, Math.max(low, scaled));
            }
        }
    }

    /**
     * The choice with the greatest output, the first of equals.
     *
     * @param space
     *            n choices, for n outputs
     */
    record Choice(Space.Discrete space) implements ActionMap {
        @Override
        public int outputs() {
            return space.n();
        }

        @Override
        public void apply(float[] outputs, float[] action) {
            int best = 0;
            for (int i = 1; i < space.n(); i++) {
                if (outputs[i] > outputs[best]) {
                    best = i;
                }
            }
            action[0] = best;
        }
    }

    /**
     * One output: tanh, then which of n equal parts of −1..1 it lies in. With three that is the map of Ha and Schmidhuber (2018) for
     * DoomTakeCover: left below −⅓, right above ⅓.
     *
     * @param space
     *            n choices, in order
     */
    record Bins(Space.Discrete space) implements ActionMap {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public void apply(float[] outputs, float[] action) {
            int n = space.n();
            int part = (int) Math.floor((StrictMath.tanh(outputs[0]) + 1) / 2 * n);
            action[0] = Math.min(n - 1, part);
        }
    }

    /**
     * The map of Ha and Schmidhuber (2018) for CarRacing: tanh of three outputs; the first steers, the gas is (x + 1)/2, the brake is x
     * within 0..1, so that it is off half of the time.
     *
     * @param space
     *            steering −1..1, gas 0..1 and brake 0..1
     */
    record Pedals(Space.Box space) implements ActionMap {
        static final Space.Box SPACE = Space.box(new float[]{-1, 0, 0}, new float[]{1, 1, 1});

        public Pedals {
            if (!space.equals(SPACE)) {
                throw new IllegalArgumentException("actions must be steering -1..1, gas 0..1 and brake 0..1, were " + space);
            }
        }

        @Override
        public int outputs() {
            return 3;
        }

        @Override
        public void apply(float[] outputs, float[] action) {
            action[0] = (float) StrictMath.tanh(outputs[0]);
            action[1] = (float) ((StrictMath.tanh(outputs[1]) + 1) / 2);
            action[2] = (float) Math.max(0, StrictMath.tanh(outputs[2]));
        }
    }
}
