package dev.reverie.experiments.config;

import dev.reverie.compute.Precision;
import dev.reverie.core.EncoderProvider;
import dev.reverie.core.Minimal;
import dev.reverie.core.NamedOptions;
import java.util.Objects;

/**
 * How V encodes the episodes for M.
 *
 * @param precision
 *            of the convolutions' products; the real environment is always seen in f32
 * @param encoder
 *            what V is: {@code vae}, the variational autoencoder as {@code vae} has it, or one of an {@link EncoderProvider} with its
 *            options, such as {@code pixels side=8}
 */
public record EncodeConfig(Precision precision, String encoder) {
    private static final String VAE = "vae";

    public EncodeConfig {
        Objects.requireNonNull(precision, "precision");
        encoder = NamedOptions.of(encoder).toString();
        if (!encoder.equals(VAE)) {
            var named = NamedOptions.of(encoder);
            named.check(EncoderProvider.PROVIDERS.find(named.name()).options());
            if (precision != Precision.F32) {
                throw new IllegalArgumentException("precision must be F32 where the encoder is " + encoder + ", was " + precision);
            }
        }
    }

    /** With the variational autoencoder. */
    @Minimal
    public EncodeConfig(Precision precision) {
        this(precision, VAE);
    }

    /** In f32. */
    public static EncodeConfig exact() {
        return new EncodeConfig(Precision.F32);
    }

    /** Whether V is the variational autoencoder. */
    public boolean isVae() {
        return encoder.equals(VAE);
    }

    /** What makes another V. */
    public EncoderProvider provider() {
        return EncoderProvider.PROVIDERS.find(options().name());
    }

    /** Its name and options. */
    public NamedOptions options() {
        return NamedOptions.of(encoder);
    }
}
