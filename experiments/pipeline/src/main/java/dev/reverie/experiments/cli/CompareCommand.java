package dev.reverie.experiments.cli;

import dev.reverie.core.SamePlace;
import dev.reverie.experiments.run.Comparison;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reverie compare}: runs beside each other. */
@Command(name = "compare", description = {
    "Compare runs: scores with their intervals, times, the keys in which their configurations differ, and learning curves.",
    ""},
        footer = {"  reverie compare runs/takecover-1 runs/takecover-2",
            "  reverie compare runs/* --page comparison.html      with the learning curves on one axis"})
final class CompareCommand extends Verb {
    @Parameters(index = "0..*", arity = "1..*", paramLabel = "RUN", description = "Run folders. They are read, never written to.")
    private List<Path> folders;

    @Option(names = "--page", paramLabel = "FILE.html", description = "Write the tables and the learning curves as one page, too.")
    private Path page;

    @Override
    public Integer call() {
        if (page != null) {
            Output.file("--page", page, folders);
            for (var folder : folders) {
                if (SamePlace.contains(folder, page)) {
                    throw new IllegalArgumentException("--page must lie outside of the runs, which are only read, was " + page);
                }
            }
        }
        var comparison = Comparison.of(folders);
        for (var table : comparison.tables()) {
            say(table.caption());
            Columns.of(table).forEach(line -> say("  " + line));
            say("");
        }
        if (page != null) {
            comparison.page().save(page);
            say("in " + page);
        }
        return 0;
    }
}
