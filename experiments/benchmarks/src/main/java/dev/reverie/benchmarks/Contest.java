package dev.reverie.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Works done by all contenders in turn: one measurement each, then the next round, so that a noisy minute meets everybody.
 *
 * @param contenders
 *            one of them named {@link Ours#NAME}
 * @param seconds
 *            of one measurement
 * @param progress
 *            told what happens, a line at a time
 */
record Contest(List<Contender> contenders, int rounds, double seconds, Consumer<String> progress) {
    /**
     * One contender's part.
     *
     * @param seconds
     *            per call, one a round
     */
    record Result(String name, String variant, String version, List<Double> seconds) {
        double median() {
            return Statistics.median(seconds);
        }
    }

    /** What all made of one work. */
    record Outcome(Work work, List<Result> results) {
        Optional<Result> ours() {
            return results.stream().filter(result -> result.name().equals(Ours.NAME)).findFirst();
        }

        Optional<Result> bestPeer() {
            return results.stream().filter(result -> !result.name().equals(Ours.NAME)).min(Comparator.comparing(Result::median));
        }

        Optional<Result> best() {
            return results.stream().min(Comparator.comparing(Result::median));
        }
    }

    Outcome run(Work work) {
        Map<Contender, List<Contender.Measurement>> measured = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            // the first call warms up and does not count
            if (attempt(contender, work) != null) {
                measured.put(contender, new ArrayList<>());
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : List.copyOf(measured.keySet())) {
                var measurement = attempt(contender, work);
                if (measurement == null) {
                    measured.remove(contender);
                } else {
                    measured.get(contender).add(measurement);
                }
            }
        }
        List<Result> results = new ArrayList<>();
        measured.forEach((contender, list) -> results.add(result(contender, list)));
        for (Result result : results) {
            progress.accept(String.format(Locale.ROOT, "%s | %s %s | %.3f ms | %.1f %s", work.name(), result.name(), result.variant(),
                    result.median() * 1e3,
                    work.rate(result.median()), work.unit()));
        }
        return new Outcome(work, results);
    }

    private Contender.Measurement attempt(Contender contender, Work work) {
        try {
            return contender.measure(work, seconds);
        } catch (Contender.Declined e) {
            progress.accept(String.format(Locale.ROOT, "%s | %s | left out: %s", work.name(), contender.name(), e.getMessage()));
            return null;
        }
    }

    private static Result result(Contender contender, List<Contender.Measurement> measurements) {
        var first = measurements.get(0);
        return new Result(contender.name(), first.variant(), first.version(),
                measurements.stream().map(Contender.Measurement::seconds).toList());
    }

    /** A sum of works as one outcome, by those contenders that have all of them; each one's time is the sum of its medians. */
    static Outcome together(Works.Sum sum, List<Outcome> outcomes) {
        List<Result> results = new ArrayList<>();
        for (Result first : outcomes.get(0).results()) {
            var parts = outcomes.stream().flatMap(outcome -> outcome.results().stream())
                    .filter(result -> result.name().equals(first.name())).toList();
            if (parts.size() == outcomes.size()) {
                double seconds = parts.stream().mapToDouble(Result::median).sum();
                String variant = first.name().equals(Ours.NAME) ? "" : "each layer's best";
                results.add(new Result(first.name(), variant, first.version(), List.of(seconds)));
            }
        }
        double amount = sum.parts().stream().mapToDouble(Work::amount).sum();
        double flops = sum.parts().stream().mapToDouble(Work::flops).sum();
        var part = sum.parts().get(0);
        return new Outcome(new Work(sum.name(), part.unit(), amount, flops, part.precision(), part.start()), results);
    }
}
