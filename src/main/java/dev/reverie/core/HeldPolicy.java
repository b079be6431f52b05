package dev.reverie.core;

/** What {@link Policy#held} makes. */
record HeldPolicy(Policy policy, int least, int most) implements Policy {
    HeldPolicy {
        Arguments.atLeast(1, "least", least);
        Arguments.atLeast(least, "most", most);
    }

    @Override
    public Policy on(Env env) {
        return new HeldPolicy(policy.on(env), least, most);
    }

    @Override
    public Actor begin(Seed seed) {
        var actor = policy.begin(seed);
        var random = seed.child("held").random();
        return new Actor() {
            private float[] action;
            private int left;

            @Override
            public float[] act(Observation observation) {
                if (left == 0) {
                    action = actor.act(observation);
                    left = random.nextInt(least, most + 1);
                }
                left--;
                return action;
            }

            @Override
            public void close() {
                actor.close();
            }
        };
    }
}
