package dev.reverie.experiments.cli;

import dev.reverie.gym.GymPython;
import dev.reverie.gym.GymServing;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reverie gym serve}: environments for others. */
@Command(name = "serve",
        description = {"Serve Gymnasium's environments to whoever knows the token, each in a process of its own, until Ctrl-C.", "",
            "Its first line is the token, unless REVERIE_GYM_TOKEN is set already. Not on Windows.", ""},
        footer = {"  reverie gym serve --port 5555",
            "  REVERIE_GYM_TOKEN=… reverie gym check gym+tcp://127.0.0.1:5555/CarRacing-v3"})
final class GymServeCommand extends Verb {
    @Option(names = "--port", paramLabel = "N", defaultValue = "5555", description = "0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--host", paramLabel = "HOST", defaultValue = "127.0.0.1", description = "To listen on (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(names = "--clients", paramLabel = "N", defaultValue = "32",
            description = "How many are served at a time, each by a process; more are refused (default: ${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--allow-remote", description = "Let HOST be reached from other machines; nothing is encrypted.")
    private boolean remote;

    @Override
    public Integer call() {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("--port must be within 0..65535, was " + port);
        }
        atLeast(1, "--clients", clients);
        try (var serving = GymServing.start(GymPython.standard(), host, port, clients, remote)) {
            int code = serving.await();
            return code == 0 || code == Reverie.WRONG_USAGE ? code : Reverie.FAILED;
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
    }
}
