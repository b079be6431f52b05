package dev.reverie.experiments.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What was built: version and commit, written by the build. */
final class Version implements IVersionProvider {
    private final Properties properties = new Properties();

    Version() {
        try (var in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() {
        return properties.getProperty("version");
    }

    /** The commit, {@code -dirty} when files had been changed since, or {@code unknown} when built outside git. */
    String commit() {
        String commit = properties.getProperty("commit");
        return commit.isBlank() || commit.startsWith("${") ? "unknown" : commit;
    }

    @Override
    public String[] getVersion() {
        return new String[]{"reverie " + version() + " (commit " + commit() + ")"};
    }
}
