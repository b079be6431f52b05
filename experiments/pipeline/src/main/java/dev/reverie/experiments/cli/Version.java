package dev.reverie.experiments.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What was built, version and commit, written by the build; and the versions of the libraries below it. */
final class Version implements IVersionProvider {
    private final Properties properties = read("version.properties");

    /** The version of a library on the class path, from the note that Maven leaves in its jar. */
    static String of(String group, String artifact) {
        return read("/META-INF/maven/" + group + "/" + artifact + "/pom.properties").getProperty("version", "absent");
    }

    /** Empty where there is no such resource. */
    private static Properties read(String resource) {
        var properties = new Properties();
        try (var in = Version.class.getResourceAsStream(resource)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    String version() {
        return properties.getProperty("version");
    }

    /** The commit, {@code -dirty} when files had been changed since, or {@code unknown} when built outside git. */
    String commit() {
        String commit = properties.getProperty("commit");
        return commit.isBlank() || commit.startsWith("${") ? "unknown" : commit;
    }

    /** The commit for a file to tell where it comes from: empty if unknown. */
    String provenance() {
        return commit().equals("unknown") ? "" : commit();
    }

    @Override
    public String[] getVersion() {
        return new String[]{"reverie " + version() + " (commit " + commit() + ")"};
    }
}
