package dev.reverie.experiments.cli;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.reverie.core.AtomicFile;
import dev.reverie.core.Decimal;
import dev.reverie.core.Seed;
import dev.reverie.experiments.config.SizeLimits;
import dev.reverie.mdn.NamedRegressor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reverie mdn predict}: what a model says of new rows. */
@Command(name = "predict", description = {"Predict with a model of reverie mdn train: a row of the output for each row of the input.", "",
    "Of each target its mean, its standard deviation and that in two parts (within the components: noise; between them: different futures), "
            + "quantiles, then the weights of the components and draws.",
    "A row whose inputs are no finite numbers gets empty cells and a warning with its line; the others are predicted.", ""},
        footer = {"  reverie mdn predict model.zip new.csv --out predictions.csv",
            "  reverie mdn predict model.zip new.csv --quantiles 0.025,0.975 --samples 10 --out predictions.csv"})
final class MdnPredictCommand extends Verb {
    /** Rows at a time. */
    private static final int CHUNK = 4_096;
    /** Rows without a prediction that are told one by one. */
    private static final int MAX_TOLD = 10;

    @Parameters(index = "0", paramLabel = "MODEL.zip", description = "What reverie mdn train wrote.")
    private Path modelFile;

    @Parameters(index = "1", paramLabel = "DATA.csv", description = "Rows with the model's inputs; other columns are ignored.")
    private Path data;

    @Option(names = "--quantiles", paramLabel = "P", split = ",", defaultValue = "0.05,0.5,0.95",
            description = "In (0, 1) (default: ${DEFAULT-VALUE}).")
    private double[] quantiles;

    @Option(names = "--samples", paramLabel = "N", defaultValue = "0", description = "Draws a row (default: ${DEFAULT-VALUE}).")
    private int samples;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The CSV file to write.")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = {"-q", "--quiet"}, description = "Say only what went wrong.")
    private boolean quiet;

    @Override
    public Integer call() {
        return interruptible("nothing was written", this::predict);
    }

    private void predict() {
        for (double p : quantiles) {
            if (!(p > 0 && p < 1)) {
                throw new IllegalArgumentException("--quantiles must be in (0, 1), was " + p);
            }
        }
        atLeast(0, "--samples", samples);
        Output.file("--out", out, modelFile, data);
        SizeLimits.onHeap("--samples", samples, 8.0 * CHUNK * samples);
        var regressor = NamedRegressor.load(modelFile);
        var table = CsvTable.read(data);
        var failed = write(regressor, table);
        warn(table, regressor.inputs(), failed);
        if (!quiet) {
            say(out + ": " + table.rows().size() + " rows, "
                    + (failed.isEmpty() ? "" : failed.size() + " without a prediction, ") + String.join(", ", regressor.inputs()) + " → "
                    + String.join(", ", regressor.targets()));
        }
    }

    /** Writes a line for every row of the table, and gives the numbers of those that could not be predicted. */
    private List<Integer> write(NamedRegressor regressor, CsvTable table) {
        var columns = new MdnPredictionColumns(regressor, quantiles, samples, Seed.of(seed).child("draws"));
        int inputs = regressor.inputs().size();
        var x = table.numbersOrNaN(regressor.inputs());
        var failed = new ArrayList<Integer>();
        AtomicFile.write(out, stream -> {
            // the stream is closed by who opened it
            var csv = CsvMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
            try (var rows = csv.writer().writeValues(stream)) {
                rows.write(columns.names());
                for (int from = 0; from < x.length; from += CHUNK * inputs) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new CancellationException("interrupted at row " + from / inputs);
                    }
                    var some = java.util.Arrays.copyOfRange(x, from, Math.min(x.length, from + CHUNK * inputs));
                    for (List<String> row : columns.rows(some, from / inputs, failed)) {
                        rows.write(row);
                    }
                }
                if (failed.size() == table.rows().size()) {
                    throw new IllegalArgumentException(problem(table, regressor.inputs(), 0) + "; no row can be predicted");
                }
            }
        });
        return failed;
    }

    private void warn(CsvTable table, List<String> inputs, List<Integer> failed) {
        for (int row : failed.subList(0, Math.min(failed.size(), MAX_TOLD))) {
            warn(problem(table, inputs, row) + "; this row has no prediction");
        }
        if (failed.size() > MAX_TOLD) {
            warn((failed.size() - MAX_TOLD) + " more rows have no prediction, " + failed.size()
                    + " of " + table.rows().size() + " in all");
        }
    }

    private static String problem(CsvTable table, List<String> inputs, int row) {
        return table.problem(row, inputs).orElseGet(() -> {
            var cells = table.rows().get(row);
            var largest = inputs.stream().max(Comparator.comparingDouble(name -> Math.abs(Decimal.number(cells[table.column(name)]))))
                    .orElseThrow();
            return table.place(row) + largest + " is too far from the rows of the training for a finite prediction, was '"
                    + cells[table.column(largest)] + "'";
        });
    }
}
