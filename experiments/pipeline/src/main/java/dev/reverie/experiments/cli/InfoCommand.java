package dev.reverie.experiments.cli;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Engine.Fact;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.run.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code reverie info}: what runs here, on what, and why the engine chose as it did; of a run, how its stages stand. */
@Command(name = "info", description = {"Show this build, the JVM, the machine and the compute engine with its reasons.",
    "With a run folder: its stages, how long they took, and which would run again and why."},
        footer = {"  reverie info", "  reverie info runs/takecover-1"})
final class InfoCommand extends Verb {
    private final List<Stage> stages;

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN", description = "A run folder.")
    private Path folder;

    InfoCommand(List<Stage> stages) {
        this.stages = stages;
    }

    @Override
    public Integer call() {
        if (folder == null) {
            showHost();
        } else {
            sayAll(RunInfo.rows(stages, new RunFolder(folder)));
        }
        return 0;
    }

    private void showHost() {
        List<Fact> facts = new ArrayList<>(host());
        facts.addAll(Engine.current().facts());
        int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
        for (Fact fact : facts) {
            say(String.format(Locale.ROOT, "%-" + width + "s  %s", fact.name(), fact.value()));
        }
    }

    private static List<Fact> host() {
        var version = new Version();
        var runtime = Runtime.getRuntime();
        return List.of(
                new Fact("reverie", version.version() + ", commit " + version.commit()),
                new Fact("JVM", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")),
                new Fact("platform",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + ", " + System.getProperty("os.arch")),
                new Fact("processors", Integer.toString(runtime.availableProcessors())),
                new Fact("heap", "at most " + (runtime.maxMemory() >> 20) + " MiB"),
                new Fact("libraries", String.join(", ",
                        "ND4J " + Version.of("org.nd4j", "nd4j-api"), "JavaCPP " + Version.of("org.bytedeco", "javacpp"),
                        "oneDNN " + Version.of("org.bytedeco", "dnnl"), "OpenBLAS " + Version.of("org.bytedeco", "openblas"))));
    }
}
