package dev.reverie.experiments.cli;

import dev.reverie.core.FileException;
import dev.reverie.gym.GymClient;
import dev.reverie.gym.GymException;
import dev.reverie.gym.GymPython;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reverie gym setup}: a virtual environment with what the bridge needs. */
@Command(name = "setup", description = {"Make a virtual environment of Python with Gymnasium, where gym: environments look for it.", "",
    "Says what it does where before it does it. Run again, it brings what is there to the versions that Reverie is tested with.",
    ""},
        footer = {"  reverie gym setup", "  reverie gym setup --dry-run", "  reverie gym setup --packages gymnasium[classic-control]",
            "  reverie gym setup --dir .venv --python python3.12 --packages gymnasium[box2d],minigrid"})
final class GymSetupCommand extends Verb {
    @Option(names = "--dir", paramLabel = "DIR",
            description = "Where (default: the user's data folder, where it is found; elsewhere, set " + GymPython.VARIABLE + ").")
    private Path folder;

    @Option(names = "--python", paramLabel = "PYTHON", defaultValue = "python3",
            description = "Which Python it is made of; tested with " + GymPython.TESTED_ON + " (default: ${DEFAULT-VALUE}).")
    private String python;

    @Option(names = "--packages", paramLabel = "P", split = ",",
            description = {"What pip installs there, and what that needs (default: Gymnasium with Box2D, and ViZDoom).",
                "A package that Reverie is tested with gets the tested version, unless you name one: gymnasium==1.2.0."})
    private List<String> packages;

    @Option(names = "--dry-run", description = "Only say it.")
    private boolean dryRun;

    @Override
    public Integer call() {
        var chosen = packages == null ? GymPython.tested() : GymPython.pinned(packages);
        for (var name : chosen) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*(\\[[A-Za-z0-9,._-]*])?([=<>!~]=?[A-Za-z0-9.*+!-]+)?")) {
                throw new IllegalArgumentException("--packages must be names such as gymnasium[box2d] or numpy==2.4.6, was '" + name + "'");
            }
        }
        var venv = (folder == null ? GymPython.home() : folder).toAbsolutePath().normalize();
        var own = GymPython.executable(venv);
        boolean there = isThere(own);
        var steps = new ArrayList<List<String>>();
        if (!there) {
            check(venv);
            steps.add(List.of(python, "-I", "-m", "venv", venv.toString()));
        }
        // -I: no module of the current folder is imported
        var install = new ArrayList<>(List.of(own.toString(), "-I", "-m", "pip", "install", "--upgrade", "--quiet"));
        install.addAll(chosen);
        steps.add(install);
        say((there ? "there already: " + venv + "; brings it up to date" : "makes " + venv) + ", with " + String.join(", ", chosen)
                + " and what they need" + (there ? "" : "; some hundred megabytes"));
        steps.forEach(step -> say("  " + String.join(" ", step)));
        return dryRun ? 0 : interruptible("the same command goes on", () -> {
            steps.forEach(this::run);
            conclude(own);
        });
    }

    /** With pip: what a failed venv leaves may be without. */
    private static boolean isThere(Path own) {
        var name = own.getFileName().toString();
        return Files.isExecutable(own) && Files.exists(own.resolveSibling(name.replace("python", "pip")));
    }

    /** Nothing is written into a folder of other things. */
    private static void check(Path venv) {
        var above = venv;
        while (!Files.exists(above)) {
            above = above.getParent();
        }
        if (!Files.isDirectory(above)) {
            throw new FileException(above, "is no folder; choose another with --dir");
        }
        if (!Files.isWritable(above)) {
            throw new FileException(above, "cannot be written to; choose another folder with --dir");
        }
        try (var files = Files.list(above)) {
            if (above.equals(venv) && !Files.exists(venv.resolve("pyvenv.cfg")) && files.findAny().isPresent()) {
                throw new FileException(venv, "holds something, but no virtual environment; choose another folder with --dir");
            }
        } catch (IOException e) {
            throw new FileException(above, "cannot be read: " + e.getMessage(), e);
        }
    }

    private void run(List<String> command) {
        int code;
        try {
            code = GymPython.run(command);
        } catch (IOException e) {
            throw new GymException(command.get(0) + ": no such Python; install Python 3, or name one with --python", "", e);
        }
        if (code != 0) {
            throw new GymException(String.join(" ", command.subList(0, 4)) + " ended with code " + code + ", and said why; "
                    + (command.contains("venv") ? "if venv is missing, Debian has it in the package python3-venv"
                            : "are the names right, is there a way to the package index, and is Python " + GymPython.TESTED_ON + "?"));
        }
    }

    private void conclude(Path own) {
        try (var client = GymClient.start(GymPython.of(own.toString()))) {
            var versions = client.versions();
            say("ready: " + client.list().size() + " environments, by gymnasium " + versions.get("gymnasium") + " and numpy "
                    + versions.get("numpy") + " in Python " + versions.get("python"));
        }
        if (folder != null) {
            say("to use it: export " + GymPython.VARIABLE + "=" + own);
        }
    }
}
