package dev.reverie.mdn;

import dev.reverie.core.Arguments;
import java.util.List;

/**
 * What a {@link MdnRegressor} is and how it is trained.
 *
 * @param hidden
 *            widths of the tanh layers; none is a linear model
 * @param components
 *            K; more than needed is better than fewer, one diffuse component is a local minimum
 * @param noise
 *            of a component
 * @param factorisation
 *            of the dimensions of y
 * @param regularisers
 *            beside the likelihood
 * @param inputBijectors
 *            one for each input, or none for the identity: a count between bounds is easier read on a logit's scale
 * @param targetBijectors
 *            one for each dimension of y, or none for the identity; positive and bounded targets need theirs
 * @param epochs
 *            passes over the training rows, at most
 * @param batch
 *            rows in an update
 * @param rate
 *            of Adam at the first update; falls geometrically to {@code finalRate} at the last
 * @param finalRate
 *            in (0, rate]
 * @param patience
 *            epochs without a better held-out NLL before training ends
 * @param restarts
 *            trainings from different initial weights, of which the best on held-out rows is kept
 * @param heldOut
 *            share of the rows kept from training, in 0..0.5; with none, the last epoch is kept and restarts must be 1
 */
public record MdnRegressorConfig(List<Integer> hidden, int components, NoiseModel noise, Factorisation factorisation,
        List<Regulariser> regularisers, List<Bijector> inputBijectors, List<Bijector> targetBijectors, int epochs, int batch, double rate,
        double finalRate, int patience, int restarts, double heldOut) {
    public MdnRegressorConfig {
        hidden = List.copyOf(hidden);
        regularisers = List.copyOf(regularisers);
        inputBijectors = List.copyOf(inputBijectors);
        targetBijectors = List.copyOf(targetBijectors);
        hidden.forEach(width -> Arguments.atLeast(1, "hidden", width));
        Arguments.atLeast(1, "components", components);
        Arguments.atLeast(1, "epochs", epochs);
        Arguments.atLeast(1, "batch", batch);
        Arguments.atLeast(1, "patience", patience);
        Arguments.atLeast(1, "restarts", restarts);
        Arguments.positive("rate", rate);
        if (!(finalRate > 0 && finalRate <= rate)) {
            throw new IllegalArgumentException("finalRate must be in (0, " + rate + "], was " + finalRate);
        }
        if (!(heldOut >= 0 && heldOut <= 0.5)) {
            throw new IllegalArgumentException("heldOut must be in 0..0.5, was " + heldOut);
        }
        if (heldOut == 0 && restarts > 1) {
            throw new IllegalArgumentException("restarts must be 1 where heldOut is 0, since nothing tells which is best, was " + restarts);
        }
        // Says where noise and factorisation do not go together.
        new MdnLayout(components, 1, noise, factorisation);
    }

    /** Two layers of 24, diagonal noise, one mixture over all dimensions, a tenth of the rows held out. */
    public static MdnRegressorConfig of(int components) {
        return new MdnRegressorConfig(List.of(24, 24), components, new NoiseModel.Diagonal(Scale.CLAMPED), Factorisation.JOINT, List.of(),
                List.of(), List.of(), 200, 256, 1e-2, 1e-4, 20, 1, 0.1);
    }

    public MdnRegressorConfig withComponents(int count) {
        return new MdnRegressorConfig(hidden, count, noise, factorisation, regularisers, inputBijectors, targetBijectors, epochs, batch,
                rate, finalRate, patience, restarts, heldOut);
    }

    public MdnRegressorConfig withHidden(Integer... widths) {
        return new MdnRegressorConfig(List.of(widths), components, noise, factorisation, regularisers, inputBijectors, targetBijectors,
                epochs,
                batch, rate, finalRate, patience, restarts, heldOut);
    }

    public MdnRegressorConfig withNoise(NoiseModel model) {
        return new MdnRegressorConfig(hidden, components, model, factorisation, regularisers, inputBijectors, targetBijectors, epochs,
                batch,
                rate, finalRate, patience, restarts, heldOut);
    }

    public MdnRegressorConfig withFactorisation(Factorisation how) {
        return new MdnRegressorConfig(hidden, components, noise, how, regularisers, inputBijectors, targetBijectors, epochs, batch, rate,
                finalRate, patience, restarts, heldOut);
    }

    public MdnRegressorConfig withRegularisers(Regulariser... some) {
        return new MdnRegressorConfig(hidden, components, noise, factorisation, List.of(some), inputBijectors, targetBijectors, epochs,
                batch,
                rate, finalRate, patience, restarts, heldOut);
    }

    public MdnRegressorConfig withInputs(Bijector... bijectors) {
        return new MdnRegressorConfig(hidden, components, noise, factorisation, regularisers, List.of(bijectors), targetBijectors, epochs,
                batch, rate, finalRate, patience, restarts, heldOut);
    }

    public MdnRegressorConfig withTargets(Bijector... bijectors) {
        return new MdnRegressorConfig(hidden, components, noise, factorisation, regularisers, inputBijectors, List.of(bijectors), epochs,
                batch, rate, finalRate, patience, restarts, heldOut);
    }

    /** How long and how fast. */
    public MdnRegressorConfig withTraining(int epochs, int batch, double rate, double finalRate) {
        return new MdnRegressorConfig(hidden, components, noise, factorisation, regularisers, inputBijectors, targetBijectors, epochs,
                batch,
                rate, finalRate, patience, restarts, heldOut);
    }

    public MdnRegressorConfig withRestarts(int restarts) {
        return new MdnRegressorConfig(hidden, components, noise, factorisation, regularisers, inputBijectors, targetBijectors, epochs,
                batch,
                rate, finalRate, patience, restarts, heldOut);
    }

    public MdnRegressorConfig withHeldOut(double share, int patience) {
        return new MdnRegressorConfig(hidden, components, noise, factorisation, regularisers, inputBijectors, targetBijectors, epochs,
                batch,
                rate, finalRate, patience, restarts, share);
    }

    MdnLayout layout(int dimensions) {
        return new MdnLayout(components, dimensions, noise, factorisation);
    }
}
