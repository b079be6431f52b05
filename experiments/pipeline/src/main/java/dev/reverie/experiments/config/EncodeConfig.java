package dev.reverie.experiments.config;

import dev.reverie.compute.Precision;
import java.util.Objects;

/**
 * How episodes become latents for M to learn from.
 *
 * @param precision
 *            of V's convolutions: BF16 is faster where the CPU has it; in the real environment V sees in F32
 */
public record EncodeConfig(Precision precision) {
    public EncodeConfig {
        Objects.requireNonNull(precision, "precision");
    }

    /** In f32. */
    public static EncodeConfig exact() {
        return new EncodeConfig(Precision.F32);
    }
}
