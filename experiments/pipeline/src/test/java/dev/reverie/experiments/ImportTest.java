package dev.reverie.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** V, M, C and the environments meet only in the vocabulary below and in the experiments above; a library enters one place. */
class ImportTest {
    private static final String ANYWHERE = "dev.reverie";

    /** What is imported, and the packages that may do it. The longest name that fits counts. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            arrow("java", ANYWHERE),
            arrow("javax", ANYWHERE),
            arrow("org.slf4j", ANYWHERE),
            arrow("dev.reverie.core", ANYWHERE),
            arrow("dev.reverie.compute", ANYWHERE),
            arrow("dev.reverie.vae", "dev.reverie.vae", "dev.reverie.experiments", "dev.reverie.benchmarks"),
            arrow("dev.reverie.mdn", "dev.reverie.mdn", "dev.reverie.rnn", "dev.reverie.dream", "dev.reverie.experiments",
                    "dev.reverie.benchmarks"),
            arrow("dev.reverie.rnn", "dev.reverie.rnn", "dev.reverie.dream", "dev.reverie.experiments", "dev.reverie.benchmarks"),
            arrow("dev.reverie.dream", "dev.reverie.dream", "dev.reverie.experiments", "dev.reverie.benchmarks"),
            arrow("dev.reverie.controller", "dev.reverie.controller", "dev.reverie.experiments", "dev.reverie.benchmarks"),
            arrow("dev.reverie.envs", "dev.reverie.envs", "dev.reverie.gym", "dev.reverie.experiments", "dev.reverie.benchmarks"),
            arrow("dev.reverie.gym", "dev.reverie.gym", "dev.reverie.experiments", "dev.reverie.benchmarks"),
            arrow("dev.reverie.experiments", "dev.reverie.experiments", "dev.reverie.benchmarks"),
            arrow("dev.reverie.benchmarks", "dev.reverie.benchmarks"),
            arrow("jdk.incubator.vector", "dev.reverie.compute.vector"),
            arrow("org.bytedeco", "dev.reverie.compute"),
            arrow("com.sun.jna", "dev.reverie.compute"),
            arrow("com.sun.management", "dev.reverie.experiments"),
            arrow("com.fasterxml.jackson", "dev.reverie.core", "dev.reverie.envs", "dev.reverie.gym", "dev.reverie.experiments",
                    "dev.reverie.benchmarks"),
            arrow("org.deeplearning4j", "dev.reverie.compute.dl4j", "dev.reverie.vae", "dev.reverie.mdn", "dev.reverie.rnn",
                    "dev.reverie.dream"),
            arrow("org.apache.commons.statistics", "dev.reverie.mdn", "dev.reverie.dream", "dev.reverie.experiments"),
            arrow("org.deeplearning4j.rl4j", "dev.reverie.envs"),
            arrow("org.deeplearning4j.gym", "dev.reverie.envs"),
            arrow("org.nd4j", "dev.reverie.compute.dl4j", "dev.reverie.vae", "dev.reverie.mdn", "dev.reverie.rnn", "dev.reverie.dream",
                    "dev.reverie.envs"),
            arrow("org.ejml", "dev.reverie.controller.es"),
            arrow("picocli", "dev.reverie.experiments", "dev.reverie.benchmarks"),
            arrow("me.tongfei.progressbar", "dev.reverie.experiments"),
            arrow("org.jfree", "dev.reverie.experiments"),
            arrow("com.sun.net.httpserver", "dev.reverie.experiments"),
            arrow("org.openjdk.jmh", "dev.reverie.benchmarks"));

    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+)", Pattern.MULTILINE);

    private static Map.Entry<String, List<String>> arrow(String imported, String... importers) {
        return Map.entry(imported, List.of(importers));
    }

    private static boolean within(String name, String prefix) {
        return name.equals(prefix) || name.startsWith(prefix + ".");
    }

    private static boolean allowed(String importer, String imported) {
        return ARROWS.keySet().stream().filter(prefix -> within(imported, prefix))
                .max((a, b) -> a.length() - b.length())
                .map(ARROWS::get).orElse(List.of())
                .stream().anyMatch(prefix -> within(importer, prefix));
    }

    /** The imports of {@code source} that follow no arrow. */
    private static List<String> violations(String source) {
        String importer = PACKAGE.matcher(source).results().findFirst().orElseThrow().group(1);
        return IMPORT.matcher(source).results().map((MatchResult found) -> found.group(1)).filter(imported -> !allowed(importer, imported))
                .map(imported -> importer + " may not import " + imported).toList();
    }

    @Test
    void everyImportFollowsAnArrow() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> sources;
        try (var files = Files.walk(Path.of("../.."))) {
            sources = files.filter(file -> file.toString().replace('\\', '/').contains("/main/java/") && file.toString().endsWith(".java"))
                    .toList();
        }
        for (Path source : sources) {
            found.addAll(violations(Files.readString(source)));
        }
        assertTrue(sources.stream().anyMatch(source -> source.endsWith("dev/reverie/vae/package-info.java")), "walked past the modules");
        assertEquals(List.of(), found, "an arrow or a library is missing from this test, or the import goes the wrong way");
    }

    @ParameterizedTest
    @CsvSource({
        "dev.reverie.vae, dev.reverie.rnn.MdnRnn",
        "dev.reverie.controller.es, dev.reverie.envs.Envs",
        "dev.reverie.mdn, dev.reverie.dream.DreamEnv",
        "dev.reverie.rnn, dev.reverie.dream.DreamEnv",
        "dev.reverie.core, dev.reverie.vae.Vae",
        "dev.reverie.envs, dev.reverie.experiments.Stage",
        "dev.reverie.vae, org.bytedeco.dnnl.engine",
        "dev.reverie.envs, org.deeplearning4j.nn.conf.Layer",
        "dev.reverie.vae, org.deeplearning4j.rl4j.mdp.MDP",
        "dev.reverie.compute, jdk.incubator.vector.FloatVector",
        "dev.reverie.core, picocli.CommandLine",
        "dev.reverie.core, com.example.Unheard"})
    void anImportAgainstTheArrowsIsFound(String importer, String imported) {
        assertFalse(violations("package " + importer + ";\n\nimport " + imported + ";\n").isEmpty());
        assertFalse(violations("package " + importer + ";\n\nimport static " + imported + ".*;\n").isEmpty());
    }
}
