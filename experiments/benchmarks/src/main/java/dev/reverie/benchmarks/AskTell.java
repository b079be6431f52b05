package dev.reverie.benchmarks;

import dev.reverie.controller.es.CmaEs;
import dev.reverie.controller.es.EvolutionStrategy;
import dev.reverie.core.Decimal;
import dev.reverie.core.Seed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * CMA-ES for a program in another language, which evaluates: a line in, a line out.
 *
 * <pre>
 * start FORM STEP_SIZE SEED X…      begins at X, active, default population; FORM is that of the covariance
 * tell COST…                        of the candidates last given, smaller is better
 * </pre>
 *
 * <p>Either is answered by the population, the step size and the candidates, one after the other, of the generation to evaluate.
 */
public final class AskTell {
    private EvolutionStrategy strategy;

    private AskTell() {
    }

    public static void main(String[] arguments) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        var out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        var session = new AskTell();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(session.answer(line.strip().split(" ")));
        }
    }

    String answer(String... words) {
        if (words[0].equals("start") && words.length > 4) {
            double[] start = numbers(words, 4);
            var options = CmaEs.Options.of(start.length).withActive(true).withForm(CmaEs.Form.valueOf(words[1]))
                    .withStepSize(Decimal.finite(words[2]));
            strategy = CmaEs.of(start, options, Seed.of(Decimal.whole(words[3])));
        } else if (words[0].equals("tell") && strategy != null) {
            strategy.tell(Arrays.stream(numbers(words, 1)).map(cost -> -cost).toArray());
        } else {
            throw new IllegalArgumentException("a line must be 'start FORM STEP_SIZE SEED X...' or, then, 'tell COST...', began with "
                    + words[0]);
        }
        var text = new StringBuilder().append(strategy.population()).append(' ').append(strategy.stepSize());
        for (double[] candidate : strategy.ask()) {
            for (double x : candidate) {
                text.append(' ').append(x);
            }
        }
        return text.toString();
    }

    private static double[] numbers(String[] words, int from) {
        return Arrays.stream(words, from, words.length).mapToDouble(Decimal::number).toArray();
    }
}
