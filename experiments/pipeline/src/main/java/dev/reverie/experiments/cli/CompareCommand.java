package dev.reverie.experiments.cli;

import dev.reverie.core.SamePlace;
import dev.reverie.experiments.run.Comparison;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reverie compare}: runs beside each other. */
@Command(name = "compare", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
        description = {
            "Compare runs: scores with their intervals, times, the keys in which their configurations differ, and learning curves.",
            ""},
        footerHeading = "%nExamples:%n",
        footer = {"  reverie compare runs/takecover-1 runs/takecover-2",
            "  reverie compare runs/* --page comparison.html      with the learning curves on one axis"})
final class CompareCommand implements Runnable {
    @Parameters(index = "0..*", arity = "1..*", paramLabel = "RUN", description = "Run folders. They are read, never written to.")
    private List<Path> folders;

    @Option(names = "--page", paramLabel = "FILE.html", description = "Write the tables and the learning curves as one page, too.")
    private Path page;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        if (page != null) {
            Output.file("--page", page, folders);
            for (var folder : folders) {
                if (SamePlace.contains(folder, page)) {
                    throw new IllegalArgumentException("--page must lie outside of the runs, which are only read, was " + page);
                }
            }
        }
        var comparison = Comparison.of(folders);
        PrintWriter out = spec.commandLine().getOut();
        for (var table : comparison.tables()) {
            out.println(table.caption());
            Columns.of(table).forEach(line -> out.println("  " + line));
            out.println();
        }
        if (page != null) {
            comparison.page().save(page);
            out.println("in " + page);
        }
        out.flush();
    }
}
