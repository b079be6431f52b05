package dev.reverie.experiments.cli;

import dev.reverie.core.Decimal;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.run.SharedStages;
import dev.reverie.experiments.run.Stage;
import dev.reverie.experiments.run.Sweep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reverie sweep}: runs that differ in one key, and share what it does not touch. */
@Command(name = "sweep", description = {"Run an experiment for several values of one key, and compare.", "",
    "What the key does not touch is done once: for dream.temperature, everything up to M. Each value has a run folder of its own below "
            + "RUN/sweep. The same command goes on after an interrupt. PRESET may also be a run folder.",
    "",
    "Since a value is chosen, C plays development episodes, which no test plays (evaluate.seeds=development).",
    ""},
        footer = {"  reverie sweep takecover --over dream.temperature=0.1,0.5,1.0,1.15,1.3",
            "  reverie sweep --run runs/takecover-1 --over evolve.features=Z,ZH,ZCH"})
final class SweepCommand extends StageVerb {
    @Option(names = "--over", required = true, paramLabel = "KEY=A,B,…", description = "The key and its values.")
    private String over;

    SweepCommand(List<Stage> stages) {
        super(stages, stages);
    }

    @Override
    public Integer call() {
        if (run.folder == null && run.experiment != null && Files.exists(new RunFolder(Path.of(run.experiment)).config())) {
            run.folder = Path.of(run.experiment);
            run.experiment = null;
        }
        var session = runner("--over " + over);
        var base = session.config();
        var folder = new RunFolder(session.folder(base));
        var key = key();
        var configs = configs(base, key);

        var shared =
                configs.values().stream().map(config -> SharedStages.shared(stages, base, config)).min((a, b) -> a.size() - b.size())
                        .orElseThrow();
        if (!shared.isEmpty()) {
            session.check(base, folder, stages);
        }
        configs.forEach((value, config) -> session.check(config, own(folder, key, value), stages));
        int code = shared.isEmpty() ? 0 : session.run(base, folder, stages, shared, folder.root());
        var entries = new ArrayList<Sweep.Entry>();
        for (var value : configs.keySet()) {
            if (code != 0) {
                return code;
            }
            var own = own(folder, key, value);
            session.say("");
            session.say(key + "=" + value);
            SharedStages.bring(shared, folder, own);
            code = session.run(configs.get(value), own, stages, stages, folder.root());
            if (code == 0) {
                entries.add(Sweep.Entry.of(value, own));
            }
        }
        return code == 0 ? conclude(session, folder, new Sweep(key, entries)) : code;
    }

    private static RunFolder own(RunFolder folder, String key, String value) {
        return new RunFolder(folder.root().resolve("sweep").resolve((key + "=" + value).replaceAll("[^\\w.=-]", "_")));
    }

    private int conclude(StageRunner session, RunFolder folder, Sweep sweep) {
        session.say("");
        Columns.of(sweep.table()).forEach(session::say);
        session.say(sweep.recommendation());
        session.say(chosenByTest()
                ? "The episodes are those of a test, which was chosen by: the best value's score is no test any more."
                : "The episodes are development ones, which no test plays. For the test: reverie run --set " + sweep.key() + "="
                        + sweep.best().value());
        if (sweep.entries().stream().allMatch(entry -> Double.isFinite(Decimal.parse(entry.value()).orElse(Double.NaN)))) {
            var picture = folder.root().resolve("sweep").resolve(sweep.key() + ".png");
            Figures.save(sweep.curve().chart(), picture, 640, 400);
            session.say("drawn in " + picture);
        }
        return 0;
    }

    private String key() {
        int equals = over.indexOf('=');
        if (equals < 1 || equals == over.length() - 1) {
            throw wrong();
        }
        return over.substring(0, equals).strip();
    }

    private CommandLine.ParameterException wrong() {
        return wrong("--over must be KEY=A,B,…, such as dream.temperature=0.5,1.0,1.15, was '" + over + "'");
    }

    /** By value; all are checked before anything runs. */
    private Map<String, ExperimentConfig> configs(ExperimentConfig base, String key) {
        var configs = new LinkedHashMap<String, ExperimentConfig>();
        for (var value : over.substring(over.indexOf('=') + 1).split(",", -1)) {
            if (value.isBlank()) {
                throw wrong();
            }
            var config = (chosenByTest() ? base : base.with("evaluate.seeds=development")).with(key + "=" + value.strip());
            if (configs.put(value.strip(), config) != null) {
                throw wrong("--over names " + value.strip() + " twice");
            }
        }
        return configs;
    }

    private boolean chosenByTest() {
        return run.settings.stream().anyMatch(setting -> setting.replace(" ", "").equals("evaluate.seeds=test"));
    }
}
