package dev.reverie.rnn;

import dev.reverie.mdn.Mixture;
import dev.reverie.mdn.Normal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What M expects of the next step.
 *
 * @param latents
 *            of the next z: an independent mixture for each of its Z elements, or one over all of them, as M's {@link
 *            dev.reverie.mdn.Factorisation} has it
 * @param restartLogit
 *            of the episode being over; −∞ without a head for it
 * @param reward
 *            of the step that led here; empty without a head for it
 * @param readouts
 *            what the other heads expect of the step, by name: {@link LatentDynamics#readouts}
 * @param members
 *            what each member of an ensemble expects, all equally credible; empty where M is one
 */
public record Prediction(List<Mixture> latents, double restartLogit, Optional<Mixture> reward, Map<String, Double> readouts,
        List<Prediction> members) {
    public Prediction {
        latents = List.copyOf(latents);
        readouts = Map.copyOf(readouts);
        members = List.copyOf(members);
    }

    /** What an ensemble expects: mixtures of its members' mixtures, and the mean of their probabilities that the episode is over. */
    public static Prediction of(List<Prediction> members) {
        var first = members.get(0);
        var latents = IntStream.range(0, first.latents.size()).mapToObj(d -> pooled(members.stream().map(p -> p.latents.get(d)).toList()))
                .toList();
        double over = members.stream().mapToDouble(Prediction::restart).average().orElseThrow();
        return new Prediction(latents, Math.log(over) - Math.log1p(-over),
                first.reward.map(any -> pooled(members.stream().map(p -> p.reward.orElseThrow()).toList())),
                first.readouts.keySet().stream().collect(Collectors.toMap(name -> name,
                        name -> members.stream().mapToDouble(p -> p.readouts.get(name)).average().orElseThrow())),
                members);
    }

    private static Mixture pooled(List<Mixture> mixtures) {
        var components = new ArrayList<Normal>();
        var weights = new ArrayList<Double>();
        for (var mixture : mixtures) {
            components.addAll(mixture.components());
            Arrays.stream(mixture.weights()).forEach(weight -> weights.add(weight / mixtures.size()));
        }
        return Mixture.of(weights.stream().mapToDouble(weight -> weight).toArray(), components);
    }

    /** Of element d of the next z alone. */
    public Mixture latent(int d) {
        return latents.size() == 1 ? latents.get(0).marginal(d) : latents.get(d);
    }

    /** Of the next z, nats, summed over its elements; of an ensemble, of the mean of its members' densities. */
    public double logDensity(double... z) {
        if (!members.isEmpty()) {
            double[] logs = members.stream().mapToDouble(member -> member.logDensity(z)).toArray();
            double most = Arrays.stream(logs).max().orElseThrow();
            return most + Math.log(Arrays.stream(logs).map(log -> Math.exp(log - most)).average().orElseThrow());
        }
        if (latents.size() == 1) {
            return latents.get(0).logDensity(z);
        }
        double sum = 0;
        for (int d = 0; d < latents.size(); d++) {
            sum += latents.get(d).logDensity(z[d]);
        }
        return sum;
    }

    /**
     * Variance of the members' means of element d of the next z: what M does not know, beside the noise that it knows of; 0 where M is one.
     */
    public double epistemic(int d) {
        double[] means = members.stream().mapToDouble(member -> member.latent(d).mean()[0]).toArray();
        double mean = Arrays.stream(means).average().orElse(0);
        return Arrays.stream(means).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    }

    /** The probability that the episode is over, as training weighed ends. */
    public double restart() {
        return 1 / (1 + Math.exp(-restartLogit));
    }
}
