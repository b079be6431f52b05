package dev.reverie.core;

/** From one end of the actions to the other and back. */
final class SweepPolicy implements Policy {
    private final float[] low;
    private final float[] high;

    SweepPolicy(Space actions) {
        if (actions instanceof Space.Discrete choices) {
            low = new float[]{0};
            high = new float[]{choices.n() - 1};
            return;
        }
        var box = (Space.Box) actions;
        low = new float[box.size()];
        high = new float[box.size()];
        for (int i = 0; i < low.length; i++) {
            low[i] = box.low(i);
            high[i] = box.high(i);
            if (Float.isInfinite(low[i]) || Float.isInfinite(high[i])) {
                throw new IllegalArgumentException("actions must be bounded for a sweep from end to end, were " + box);
            }
        }
    }

    @Override
    public Actor begin(Seed seed) {
        return new Actor() {
            private boolean up = seed.random().nextBoolean();

            @Override
            public float[] act(Observation observation) {
                up = !up;
                return (up ? high : low).clone();
            }
        };
    }
}
