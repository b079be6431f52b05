package dev.reverie.experiments.run;

import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Puts the whole run on one page. How long the stages took stands there too, so it is the one file that no two runs have alike. */
final class ReportStage implements Stage {
    @Override
    public String name() {
        return "report";
    }

    @Override
    public String about() {
        return "Put the whole run on one page, report.html.";
    }

    @Override
    public String unit() {
        return "pages";
    }

    @Override
    public List<Path> reads(RunFolder folder) {
        var others = List.of(folder.scores(), FidelityStage.file(folder), folder.metrics());
        return Stream.concat(Stream.concat(new PlotStage().writes(folder).stream(), PlotStage.written(folder).stream()).distinct(),
                others.stream()).toList();
    }

    @Override
    public List<Path> writes(RunFolder folder) {
        return List.of(folder.report());
    }

    @Override
    public String config(ExperimentConfig config) {
        return config.section();
    }

    @Override
    public StageSummary run(StageContext context) {
        new RunReport(context.config(), context.folder()).page().save(context.folder().report());
        return new StageSummary(context.folder().report().getFileName().toString());
    }
}
