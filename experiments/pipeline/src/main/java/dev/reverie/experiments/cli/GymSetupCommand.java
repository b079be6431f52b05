package dev.reverie.experiments.cli;

import dev.reverie.gym.GymClient;
import dev.reverie.gym.GymException;
import dev.reverie.gym.GymPython;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reverie gym setup}: a virtual environment with what the bridge needs. */
@Command(name = "setup", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
        description = {"Make a virtual environment of Python with Gymnasium, where gym: environments look for it.", "",
            "Says what it does where before it does it. Run again, it brings what is there up to date.", ""},
        footerHeading = "%nExamples:%n",
        footer = {"  reverie gym setup", "  reverie gym setup --dry-run", "  reverie gym setup --packages gymnasium[classic-control]",
            "  reverie gym setup --dir .venv --python python3.12 --packages gymnasium[box2d],minigrid"})
final class GymSetupCommand implements Runnable {
    @Option(names = "--dir", paramLabel = "DIR",
            description = "Where (default: the user's data folder, where it is found; elsewhere, set " + GymPython.VARIABLE + ").")
    private Path folder;

    @Option(names = "--python", paramLabel = "PYTHON", defaultValue = "python3",
            description = "Which Python it is made of, 3.8 or newer (default: ${DEFAULT-VALUE}).")
    private String python;

    @Option(names = "--packages", paramLabel = "P", split = ",", defaultValue = "gymnasium[box2d],vizdoom",
            description = "What pip installs there, and what that needs (default: ${DEFAULT-VALUE}).")
    private List<String> packages;

    @Option(names = "--dry-run", description = "Only say it.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        for (var name : packages) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*(\\[[A-Za-z0-9,._-]*])?([=<>!~]=?[A-Za-z0-9.*+!-]+)?")) {
                throw new IllegalArgumentException("--packages must be names such as gymnasium[box2d] or numpy==2.4.6, was '" + name + "'");
            }
        }
        var venv = (folder == null ? GymPython.home() : folder).toAbsolutePath();
        var own = GymPython.executable(venv);
        var steps = new ArrayList<List<String>>();
        if (!Files.isExecutable(own)) {
            steps.add(List.of(python, "-m", "venv", venv.toString()));
        }
        var install = new ArrayList<>(List.of(own.toString(), "-m", "pip", "install", "--upgrade", "--quiet"));
        install.addAll(packages);
        steps.add(install);
        say((steps.size() == 1 ? "brings up to date " : "makes ") + venv + ", with " + String.join(", ", packages)
                + " and what they need; some hundred megabytes");
        for (var step : steps) {
            say("  " + String.join(" ", step));
            if (!dryRun) {
                run(step);
            }
        }
        if (!dryRun) {
            conclude(own);
        }
    }

    private void run(List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            throw new GymException(command.get(0) + ": no such Python; install Python 3, or name one with --python", "", e);
        }
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new GymException(String.join(" ", command.subList(0, 3)) + " ended with code " + code + "; what it said is above. "
                        + (command.contains("venv") ? "Debian has it in the package python3-venv"
                                : "Is there a way to the package index?"));
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private void conclude(Path own) {
        try (var client = GymClient.start(GymPython.of(own.toString()))) {
            say("ready: " + client.versions() + ", " + client.list().size() + " environments");
        }
        if (folder != null) {
            say("to use it: export " + GymPython.VARIABLE + "=" + own);
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
