package dev.reverie.rnn;

import dev.reverie.core.Finite;
import dev.reverie.core.Latents;

/** A number that an episode has for each of its steps. */
interface StepNumber {
    float of(Latents episode, int step);

    /** Refuses an episode that does not have it. */
    default void check(Latents episode) {
    }

    /** 1 at the step that ended the episode, otherwise 0. */
    record Done() implements StepNumber {
        @Override
        public float of(Latents episode, int step) {
            return episode.terminated() && step == episode.length() - 1 ? 1 : 0;
        }
    }

    /** What a step paid. */
    record Reward() implements StepNumber {
        @Override
        public float of(Latents episode, int step) {
            return episode.rewards()[step];
        }

        @Override
        public void check(Latents episode) {
            Finite.check("reward", "step", episode.rewards(), 1);
        }
    }

    /** What the environment told beside what was seen. */
    record Signal(String name) implements StepNumber {
        @Override
        public float of(Latents episode, int step) {
            return episode.signals().get(name)[step];
        }

        @Override
        public void check(Latents episode) {
            if (!episode.signals().containsKey(name)) {
                throw new IllegalArgumentException("signal '" + name + "', which a head predicts, was not recorded, only "
                        + episode.signals().keySet() + "; name it in collect.signals and collect anew, or remove the head from rnn.heads");
            }
        }
    }
}
