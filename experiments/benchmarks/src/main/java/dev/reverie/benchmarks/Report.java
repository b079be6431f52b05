package dev.reverie.benchmarks;

import dev.reverie.compute.Precision;
import dev.reverie.core.AtomicFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Outcomes as files: {@code performance.csv}, one row a work beside its best peer; {@code performance-runs.csv}, every contender with its
 * spread; and {@code performance.md}, the former for people. Rows of works that were not run stay as they were.
 *
 * @param peaks
 *            operations a second of the best large product, measured in the same run
 * @param doubts
 *            told of numbers that cannot be right
 */
record Report(Map<Precision, Double> peaks, String machine, String command, Consumer<String> doubts) {
    static final List<String> COLUMNS =
            List.of("work", "unit", "ours", "peer", "peer_name", "peer_version", "ratio", "bound_share", "machine", "command");
    static final List<String> RUN_COLUMNS =
            List.of("work", "name", "variant", "version", "median_ms", "quartile1_ms", "quartile3_ms", "rounds", "machine",
                    "command");

    /** Above the peak by no more than this is noise. */
    private static final double TOLERANCE = 1.02;

    /** Updates the rows of these works in all files; a work that we failed at keeps what it had. */
    void write(List<Contest.Outcome> outcomes, Path directory) throws IOException {
        var ours = outcomes.stream().filter(outcome -> outcome.ours().isPresent()).toList();
        Path performance = directory.resolve("performance.csv");
        Path runs = directory.resolve("performance-runs.csv");
        // read both before either is written, so that a file that cannot be read changes nothing
        var rows = Table.read(performance, COLUMNS).updated(new Table(COLUMNS, ours.stream().map(this::row).toList()));
        var runRows = Table.read(runs, RUN_COLUMNS)
                .updated(new Table(RUN_COLUMNS, ours.stream().flatMap(outcome -> runs(outcome).stream()).toList()));
        AtomicFile.write(runs, runRows.csv());
        AtomicFile.write(performance, rows.csv());
        AtomicFile.write(directory.resolve("performance.md"), markdown(rows));
    }

    List<String> row(Contest.Outcome outcome) {
        var work = outcome.work();
        double ours = outcome.ours().orElseThrow().median();
        var peer = outcome.bestPeer();
        Double peak = work.flops() > 0 ? peaks.get(work.precision()) : null;
        if (peak != null && work.flops() / ours > peak * TOLERANCE) {
            doubts.accept(work.name() + ": faster than the peak, so the peak is too low; measure again when the machine is quiet");
        }
        return List.of(work.name(), work.unit(), number(work.rate(ours)), peer.map(p -> number(work.rate(p.median()))).orElse(""),
                peer.map(Report::title).orElse(""), peer.map(Contest.Result::version).orElse(""),
                peer.map(p -> number(p.median() / ours)).orElse(""),
                peak == null ? "" : number(work.flops() / ours / peak), machine, command);
    }

    private List<List<String>> runs(Contest.Outcome outcome) {
        return outcome.results().stream()
                .map(result -> List.of(outcome.work().name(), result.name(), result.variant(), result.version(), milliseconds(result, 0.5),
                        milliseconds(result, 0.25), milliseconds(result, 0.75), Integer.toString(result.seconds().size()), machine,
                        command))
                .toList();
    }

    static String markdown(Table table) {
        var sources = new ArrayList<>(new LinkedHashSet<>(table.rows().stream().map(Report::source).toList()));
        var text = new StringBuilder("""
                # Performance

                Made by `experiments/benchmarks/compare` from `performance.csv`; do not edit. Medians of interleaved rounds; more is better in every unit.
                The peer is the fastest of those that were run, in its fastest variant; the share is ours of the large product's speed in the same run.

                | work | unit | ours | peer | best peer | ratio | share of peak | made by |
                |---|---|---:|---:|---|---:|---:|---:|
                """);
        for (List<String> row : table.rows()) {
            var cells =
                    List.of(row.get(0), row.get(1), row.get(2), row.get(3), (row.get(4) + " " + row.get(5)).strip(), row.get(6), row.get(7),
                            Integer.toString(sources.indexOf(source(row)) + 1));
            text.append("| ").append(String.join(" | ", cells.stream().map(cell -> cell.replace("|", "\\|")).toList())).append(" |\n");
        }
        text.append("\nMade by:\n\n");
        for (int i = 0; i < sources.size(); i++) {
            text.append(i + 1).append(". ").append(sources.get(i)).append('\n');
        }
        return text.toString();
    }

    private static String source(List<String> row) {
        return "`" + row.get(9) + "` on " + row.get(8);
    }

    private static String title(Contest.Result result) {
        return result.variant().isEmpty() ? result.name() : result.name() + ": " + result.variant();
    }

    private static String milliseconds(Contest.Result result, double share) {
        return number(Statistics.quantile(result.seconds(), share) * 1e3);
    }

    /** Four significant digits, without an exponent. */
    static String number(double value) {
        var rounded = new BigDecimal(value).round(new MathContext(4));
        return rounded.setScale(Math.max(0, rounded.scale() + 4 - rounded.precision())).toPlainString();
    }
}
