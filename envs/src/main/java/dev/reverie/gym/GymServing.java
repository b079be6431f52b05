package dev.reverie.gym;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Python that serves everybody who knows its token, saying on this process's own output what the token is and where it listens. It ends
 * when closed, and with this JVM.
 */
public final class GymServing implements AutoCloseable {
    private final Process process;
    private final Path file;
    private final Thread hook = new Thread(this::end, "reverie-gym-serving");

    private GymServing(Process process, Path file) {
        this.process = process;
        this.file = file;
    }

    /**
     * @param host
     *            an address of this machine
     * @param port
     *            0 takes a free one
     * @param remote
     *            whether {@code host} may be one that other machines reach
     * @throws GymException
     *             if there is no such Python
     */
    public static GymServing start(GymPython python, String host, int port, boolean remote) {
        var file = PythonServer.copy();
        var command = new ArrayList<>(List.of(python.executable(), "-u", file.toString(), "--listen", host + ":" + port, "--owned"));
        if (remote) {
            command.add("--allow-remote");
        }
        var builder = new ProcessBuilder(command).inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE);
        builder.environment().putAll(python.environment());
        try {
            var serving = new GymServing(builder.start(), file);
            Runtime.getRuntime().addShutdownHook(serving.hook);
            return serving;
        } catch (IOException e) {
            PythonServer.delete(file);
            throw PythonServer.noPython(python, e);
        }
    }

    /** Waits for its end, and tells its exit code. */
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        PythonServer.delete(file);
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
