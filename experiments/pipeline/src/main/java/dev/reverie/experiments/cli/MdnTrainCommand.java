package dev.reverie.experiments.cli;

import dev.reverie.core.Seed;
import dev.reverie.experiments.plots.CalibrationPlot;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.study.ModelMap;
import dev.reverie.mdn.MdnRegressor;
import dev.reverie.mdn.MdnRegressorConfig;
import dev.reverie.mdn.NamedRegressor;
import dev.reverie.mdn.Samples;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reverie mdn train}: p(y|x) from a table. */
@Command(name = "train", description = {"Learn p(y|x) from a CSV file whose first line names the columns.", "",
    "A tenth of the rows is set apart; on it, the model is compared with one Gaussian (K = 1) and with N(0, I), and its calibration told.",
    ""},
        footer = {"  reverie mdn train data.csv --target y --components 8 --out model.zip",
            "  reverie mdn train arm.csv --target a,b --noise full --out arm.zip --plots .",
            "  reverie mdn train wind.csv --target speed --positive speed --out wind.zip"})
final class MdnTrainCommand extends Verb {
    private static final String DENSITY = "density.png";

    @Parameters(index = "0", paramLabel = "DATA.csv", description = "The rows.")
    private Path data;

    @Option(names = "--target", paramLabel = "Y", required = true,
            description = "The columns to predict, with commas between; a name with a comma stands in quotes: '\"a,b\",c'.")
    private List<String> target;

    @Option(names = "--inputs", paramLabel = "X",
            description = "The columns to predict from (default: all others that have a name).")
    private List<String> inputs;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The model to write.")
    private Path out;

    @Option(names = "--plots", paramLabel = "DIR", description = "Where to draw the calibration and, with one input, p(y|x).")
    private Path plots;

    @Mixin
    private MdnOptions options;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of everything (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = {"-q", "--quiet"}, description = "Say only what went wrong.")
    private boolean quiet;

    /** The columns to predict. */
    private List<String> targets;

    @Override
    public Integer call() {
        return interruptible("no model was written", this::train);
    }

    private void train() {
        targets = ColumnNames.of("--target", target);
        check(out, plots == null ? List.of() : figures());
        var config = options.config(targets);
        var table = CsvTable.read(data);
        var columns = inputs == null ? others(table) : ColumnNames.of("--inputs", inputs);
        MdnTableCheck.of(table, columns, targets, config.targetBijectors()).forEach(this::warn);
        var split =
                new MdnSplit(columns.size(), table.numbers(columns), targets.size(), table.numbers(targets), Seed.of(seed).child("split"));
        var model = fit("mixture", config, split.train());
        var single = config.components() == 1 ? model : fit("one Gaussian", config.withComponents(1), split.train());
        new NamedRegressor(model, columns, targets).save(out);
        var assessment = MdnAssessment.of(model, single, split.train(), split.test());
        if (plots != null) {
            draw(model, assessment, columns, split.test());
        }
        if (!quiet) {
            say(out + ": " + String.join(", ", columns) + " → " + String.join(", ", targets) + ", " + model.parameterCount()
                    + " parameters");
            assessment.lines(targets).forEach(this::say);
        }
        if (!assessment.learned()) {
            warn(data + ": on held-out rows the model is no better than N(0, I), which does not look at the inputs");
        }
    }

    /** All columns with a name that are no targets. */
    private List<String> others(CsvTable table) {
        var unnamed = table.columns().stream().filter(column -> column.startsWith(CsvTable.UNNAMED) && !targets.contains(column)).toList();
        for (int i = 0; i < unnamed.size() && !quiet; i++) {
            say(data + ": column " + (table.column(unnamed.get(i)) + 1)
                    + " has no name, as an index has none, and is left out; --inputs takes it as '"
                    + unnamed.get(i) + "'");
        }
        return table.columns().stream().filter(column -> !targets.contains(column) && !unnamed.contains(column)).toList();
    }

    private void check(Path model, List<Path> figures) {
        Output.file("--out", model, data);
        for (var figure : figures) {
            Output.file("--plots", figure, data);
        }
        Output.distinct("--out", model, figures);
    }

    /** Those that may be drawn. */
    private List<Path> figures() {
        var all = new ArrayList<>(IntStream.range(0, targets.size()).mapToObj(d -> plots.resolve(file("calibration", d))).toList());
        all.add(plots.resolve(DENSITY));
        return all;
    }

    private MdnRegressor fit(String purpose, MdnRegressorConfig config, Samples samples) {
        try (var display = display(quiet, purpose, "updates")) {
            return MdnRegressor.train(config, samples, Seed.of(seed).child("regressor"), display);
        }
    }

    private void draw(MdnRegressor model, MdnAssessment assessment, List<String> columns, Samples test) {
        for (int d = 0; d < targets.size(); d++) {
            var plot = CalibrationPlot.of(targets.get(d) + ", held-out rows", assessment.calibrations().get(d));
            Figures.save(plot.picture(400, 320), plots.resolve(file("calibration", d)));
        }
        if (columns.size() == 1 && targets.size() == 1) {
            Figures.save(ModelMap.of(model, columns.get(0), targets.get(0), test).chart(), plots.resolve(DENSITY), 560, 400);
        }
    }

    /** Names of columns may hold anything; names of files better not. */
    private String file(String kind, int d) {
        return targets.size() == 1 ? kind + ".png" : kind + "-" + (d + 1) + "-" + targets.get(d).replaceAll("[^A-Za-z0-9_-]", "_") + ".png";
    }

    private void say(String line) {
        PrintWriter writer = out();
        writer.println(line);
        writer.flush();
    }
}
