package dev.reverie.benchmarks;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Precision;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Measures works beside the peers and writes the results. */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Measures works, ours and each peer's in turn, and updates "
                + "their rows in performance.csv, performance-runs.csv and performance.md.",
            "The peers' environment is made by experiments/peers/setup."})
public final class Compare implements Callable<Integer> {
    @Option(names = "--works", paramLabel = "REGEX", defaultValue = ".*", description = "Works whose whole name matches (default: all).")
    private Pattern works;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "7", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "0.5",
            description = "Length of one measurement (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--peers", paramLabel = "NAMES", split = ",",
            defaultValue = "torch-eager,torch-compiled,jax,gymnasium,pycma",
            description = "Whom to stand beside "
                    + "(default: ${DEFAULT-VALUE}); none for ours alone.")
    private List<String> peers;

    @Option(names = "--out", paramLabel = "DIRECTORY", defaultValue = "${sys:reverie.home:-.}/experiments/results",
            description = "Where the results are "
                    + "(default: experiments/results).")
    private Path out;

    @Option(names = "--verbose", description = "Show what the peers say on standard error.")
    private boolean verbose;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final String command;

    private Compare(String[] arguments) {
        command = ("experiments/benchmarks/compare " + quoted(arguments)).strip();
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Compare(arguments)).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        check();
        var selected = Works.all().stream().filter(work -> works.matcher(work.name()).matches()).toList();
        var sums = Works.sums().stream().filter(sum -> works.matcher(sum.name()).matches()).toList();
        if (selected.isEmpty() && sums.isEmpty()) {
            throw wrong("--works " + works + " matches none of: " + String.join("; ", Works.all().stream().map(Work::name).toList()));
        }
        List<Contender> contenders = new ArrayList<>();
        try {
            var engine = Engine.current();
            engine.facts().forEach(fact -> say(fact.name() + ": " + fact.value()));
            contenders.add(new Ours(engine));
            for (String peer : peers) {
                if (!peer.equals("none")) {
                    contenders.add(start(peer));
                }
            }
            var outcomes = run(new Contest(contenders, rounds, seconds, Compare::say), selected, sums);
            return outcomes.stream().allMatch(outcome -> outcome.ours().isPresent()) ? 0 : 1;
        } finally {
            contenders.forEach(Compare::stop);
        }
    }

    private List<Contest.Outcome> run(Contest contest, List<Work> selected, List<Works.Sum> sums) throws IOException {
        Map<String, Contest.Outcome> done = new LinkedHashMap<>();
        var bounded = Stream.concat(selected.stream(), sums.stream().flatMap(sum -> sum.parts().stream())).filter(work -> work.flops() > 0)
                .map(Work::precision).distinct().sorted().toList();
        // first and last, because a machine that is not ours alone may be busy at one of the two times
        Map<Precision, Double> peaks = new EnumMap<>(Precision.class);
        for (Precision precision : bounded) {
            var outcome = contest.run(Works.peak(precision));
            done.put(outcome.work().name(), outcome);
            raise(peaks, outcome);
        }
        List<Contest.Outcome> outcomes = new ArrayList<>();
        for (Work work : selected) {
            outcomes.add(done.computeIfAbsent(work.name(), name -> contest.run(work)));
        }
        for (Works.Sum sum : sums) {
            outcomes.add(Contest.together(sum,
                    sum.parts().stream().map(work -> done.computeIfAbsent(work.name(), name -> contest.run(work))).toList()));
        }
        bounded.forEach(precision -> raise(peaks, contest.run(Works.peak(precision))));
        new Report(peaks, Machine.describe(), command, Compare::say).write(outcomes, out);
        say("written to " + out);
        return outcomes;
    }

    private static void raise(Map<Precision, Double> peaks, Contest.Outcome outcome) {
        outcome.best().ifPresent(best -> peaks.merge(outcome.work().precision(), outcome.work().flops() / best.median(), Math::max));
    }

    private void check() {
        if (rounds < 1) {
            throw wrong("--rounds must be at least 1, was " + rounds);
        }
        if (!(seconds > 0)) {
            throw wrong("--seconds must be > 0, was " + seconds);
        }
    }

    private Contender start(String peer) throws IOException {
        Path home = Path.of(System.getProperty("reverie.home", "."), "experiments", "peers");
        String venv = System.getenv("REVERIE_PEERS_VENV");
        Path python = (venv == null ? home.resolve(".venv") : Path.of(venv)).resolve("bin/python");
        if (!Files.isExecutable(python)) {
            throw wrong(
                    "no peers: " + python + " is not there; run experiments/peers/setup, or set REVERIE_PEERS_VENV, or give --peers none");
        }
        return new Peer(peer, List.of(python.toString(), home.resolve("peer.py").toString()),
                verbose ? Redirect.INHERIT : Redirect.DISCARD, Peer.PATIENCE);
    }

    private static void stop(Contender contender) {
        try {
            contender.close();
        } catch (Exception e) {
            say(contender.name() + " did not stop: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static String quoted(String[] arguments) {
        return String.join(" ", java.util.Arrays.stream(arguments).map(a -> a.matches("[\\w,./=-]+") ? a : "'" + a + "'").toList());
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
