package dev.reverie.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reverie.experiments.study.Studies;
import dev.reverie.experiments.study.Study;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every study at its smallest, as a user runs it. */
class StudyCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int reverie(String... words) {
        return Reverie.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
    }

    @ParameterizedTest
    @CsvSource({
        "beta-posterior, posteriors, 'max_kl mean_kl seconds'",
        "gamma-posterior, posteriors, 'max_kl mean_kl seconds'",
        "inverse-sine, density, 'nll nll_truth nll_one_component hit_rate density_coverage_95'",
        "robot-arm, arms landing, 'hit_rate modes'",
        "heteroscedastic, density scale calibration, 'nll nll_truth mean_rmse scale_relative_error coverage_95'",
        "noise-models, densities, 'nll_truth nll_full_1 nll_diagonal_1 nll_isotropic_5 nll_shared_5 nll_fixed_5'",
        "collapse, components, 'effective_components_none effective_components_entropy ordered_none ordered_ordering nll_both'",
        "two-gaussians, density, 'nll nll_truth nll_one_component density_at_the_mean variance_between'",
        "coverage, calibration, 'coverage_95_normal density_coverage_95_tails nll_above_truth_gamma sbc_p'",
        "bouncing-ball, velocity, 'nll nll_truth nll_above_truth nll_one_gaussian coverage_95 two_modes turn_probability_error'"})
    void aStudyWritesItsFiguresItsTableAndItsPlots(String name, String plots, String figures) throws IOException {
        assertEquals(0, reverie("study", name, "--out", folder.toString(), "--seed", "3", "--scale", "0.01"), err.toString());
        var results = JsonMapper.builder().build().readTree(folder.resolve("results.json").toFile());
        assertEquals(name, results.get("study").textValue());
        assertEquals("reverie study " + name + " --seed 3 --scale 0.01", results.get("command").textValue());
        for (var figure : figures.split(" ")) {
            assertTrue(results.path(figure).isNumber(), figure + " in " + results);
            assertTrue(Double.isFinite(results.get(figure).doubleValue()), figure);
            assertTrue(out.toString().contains(figure), figure);
        }
        var table = Files.readString(folder.resolve("table.md"));
        assertTrue(out.toString().contains(table.substring(table.indexOf('|'))), "what is shown is what is written");
        for (var plot : plots.split(" ")) {
            assertTrue(Files.size(folder.resolve(plot + ".png")) > 0, plot);
        }
    }

    @Test
    void everyCountOfAPosteriorIsInTheResults() throws IOException {
        assertEquals(0, reverie("study", "beta-posterior", "--out", folder.toString(), "--scale", "0.01", "--quiet"), err.toString());
        var rows = JsonMapper.builder().build().readTree(folder.resolve("results.json").toFile()).get("rows");
        assertEquals(91, rows.size());
        assertEquals(5, rows.get(0).get("y").intValue());
        assertTrue(rows.get(90).get("kl").doubleValue() >= 0, "a divergence");
        assertEquals("", out.toString());
    }

    @Test
    void withoutANameAllAreListedInOneLineEach() {
        assertEquals(0, reverie("study"));
        assertEquals(Studies.all().stream().map(Study::name).toList(),
                out.toString().lines().map(line -> line.substring(0, line.indexOf(' '))).toList());
    }

    @Test
    void anUnknownStudyIsOneLineWithTheNearest() {
        assertEquals(2, reverie("study", "robot-amr"));
        assertTrue(err.toString().strip().endsWith("was robot-amr; did you mean robot-arm?"), err.toString());
        assertEquals(1, err.toString().lines().count());
    }
}
