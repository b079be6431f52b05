package dev.reverie.experiments.run;

import dev.reverie.core.Env;
import dev.reverie.core.Observation;
import dev.reverie.core.Space;
import dev.reverie.core.Step;
import dev.reverie.envs.EnvEntry;
import dev.reverie.envs.EnvOption;
import dev.reverie.envs.EnvProvider;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings {@code Countdown}, which ends after a number of steps that its seed decides, 1 to {@code longest}. */
public final class ToyEnvs implements EnvProvider {
    /** Episodes begun in all. */
    static final AtomicInteger BEGUN = new AtomicInteger();

    @Override
    public List<EnvEntry> entries() {
        return List.of(new EnvEntry("Countdown", "1", "Counts down.", List.of(new EnvOption("longest", "20", "steps")),
                options -> new Countdown(options.integer("longest"))));
    }

    /** In no list, since it cannot be played. */
    @Override
    public Optional<EnvEntry> find(String name) {
        return name.equals("Stuck")
                ? Optional.of(
                        new EnvEntry(name, "1", "A step of it never returns, whoever interrupts it.", List.of(), options -> new Stuck()))
                : EnvProvider.super.find(name);
    }

    private static final class Stuck implements Env {
        @Override
        public Observation reset(long seed) {
            return new Observation.Vector(0);
        }

        @Override
        public Step step(float[] action) {
            while (true) {
                Thread.onSpinWait();
            }
        }

        @Override
        public Space.Box observationSpace() {
            return Space.box(new float[]{0}, new float[]{1});
        }

        @Override
        public Space actionSpace() {
            return Space.discrete(2);
        }
    }

    private static final class Countdown implements Env {
        private final int longest;
        private int left;

        Countdown(int longest) {
            this.longest = longest;
        }

        @Override
        public Observation reset(long seed) {
            BEGUN.incrementAndGet();
            left = 1 + Math.floorMod(seed, longest);
            return new Observation.Vector(left);
        }

        @Override
        public Step step(float[] action) {
            left--;
            return new Step(new Observation.Vector(left), 1, left == 0, false);
        }

        @Override
        public Space.Box observationSpace() {
            return Space.box(new float[]{0}, new float[]{longest});
        }

        @Override
        public Space actionSpace() {
            return Space.discrete(2);
        }
    }
}
