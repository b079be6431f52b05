package dev.reverie.experiments.config;

import dev.reverie.compute.Precision;
import dev.reverie.core.Arguments;
import dev.reverie.core.Minimal;
import dev.reverie.dream.DreamOptions;
import dev.reverie.dream.Termination;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Ensemble;
import java.util.Objects;

/**
 * How M is played in place of the environment.
 *
 * @param temperature
 *            τ: above 1 the dream is less certain, so that C cannot learn to exploit what M is wrong about
 * @param maxSteps
 *            where a dream is cut off
 * @param ending
 *            when it ends by itself
 * @param precision
 *            of M's products in dreams: BF16 is faster where the CPU has it; the real environment is played in F32
 * @param member
 *            how long one member of an ensemble draws: a whole dream or one step; without effect where M is one
 * @param disagreement
 *            what a step pays for each unit by which the members of an ensemble disagree: below 0 a penalty, above 0 a bonus
 */
public record DreamConfig(double temperature, int maxSteps, Termination ending, Precision precision, Ensemble.Turn member,
        double disagreement) {
    public DreamConfig {
        Temperature.of(temperature);
        Arguments.atLeast(1, "maxSteps", maxSteps);
        Objects.requireNonNull(ending, "ending");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(member, "member");
    }

    /** In f32. */
    public DreamConfig(double temperature, int maxSteps, Termination ending) {
        this(temperature, maxSteps, ending, Precision.F32, Ensemble.Turn.EPISODE, 0);
    }

    /** That ends as the paper's. */
    @Minimal
    public DreamConfig(double temperature, int maxSteps) {
        this(temperature, maxSteps, Termination.LIKELY);
    }

    /** The same as the dream takes it, at any temperature. */
    public DreamOptions options(Temperature other) {
        return DreamOptions.of(other).withEnding(ending).withPrecision(precision).withDisagreement(disagreement);
    }
}
