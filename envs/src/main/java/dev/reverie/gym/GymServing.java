package dev.reverie.gym;

import dev.reverie.core.Arguments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A Python that serves everybody who knows its token, saying on this process's own output what the token is and where it listens. It ends
 * when closed, and with this JVM.
 */
public final class GymServing implements AutoCloseable {
    private final Process process;
    private final ServerFolder folder;
    private final Thread hook = new Thread(this::end, "reverie-gym-serving");

    private GymServing(Process process, ServerFolder folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * @param host
     *            an address of this machine
     * @param port
     *            0 takes a free one
     * @param clients
     *            how many are served at a time, each by a process; > 0
     * @param remote
     *            whether {@code host} may be one that other machines reach
     * @throws IllegalArgumentException
     *             if the user's token is empty
     * @throws GymException
     *             if there is no such Python
     */
    public static GymServing start(GymPython python, String host, int port, int clients, boolean remote) {
        Arguments.atLeast(1, "clients", clients);
        GymProvider.token(System.getenv());
        var folder = ServerFolder.make();
        var command = new ArrayList<>(List.of("-u", folder.script().toString(), "--listen", host + ":" + port, "--clients",
                String.valueOf(clients), "--owned"));
        if (remote) {
            command.add("--allow-remote");
        }
        var builder = python.process(command).inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE);
        try {
            var serving = new GymServing(builder.start(), folder);
            Runtime.getRuntime().addShutdownHook(serving.hook);
            return serving;
        } catch (IOException e) {
            folder.delete();
            throw PythonServer.noPython(python, e);
        }
    }

    /** Waits for its end, and tells its exit code. */
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    private void end() {
        GymPython.end(process, List.of());
        folder.delete();
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it runs already
        }
    }
}
