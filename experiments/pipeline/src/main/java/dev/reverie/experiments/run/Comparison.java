package dev.reverie.experiments.run;

import dev.reverie.core.Arguments;
import dev.reverie.core.Manifest;
import dev.reverie.core.MetricLog;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Scores;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.LearningCurves;
import dev.reverie.experiments.progress.Clock;
import dev.reverie.experiments.report.Block;
import dev.reverie.experiments.report.Page;
import dev.reverie.experiments.report.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Runs beside each other, as far as each has come. Nothing is locked and nothing written, so a run may go on meanwhile.
 *
 * @param runs
 *            at least one
 */
public record Comparison(List<Member> runs) {
    private static final String NOTHING = "–";

    /**
     * One of the runs.
     *
     * @param name
     *            of its folder
     */
    public record Member(String name, RunFolder folder, ExperimentConfig config, Manifest manifest, Map<String, Scores> scores) {
        static Member of(Path root, String name) {
            var folder = new RunFolder(root);
            if (!Files.exists(folder.config())) {
                throw new IllegalArgumentException(root + ": no run folder, there is no config.yaml in it");
            }
            return new Member(name, folder, ExperimentConfig.load(folder.config()), Manifest.read(folder.manifest()),
                    Files.exists(folder.scores()) ? Scoreboard.load(folder.scores()).scores() : Map.of());
        }
    }

    public Comparison {
        runs = Arguments.some("runs", runs);
    }

    /**
     * Reads what there is. A folder that is given twice counts once.
     *
     * @throws IllegalArgumentException
     *             if one of them is no run folder, or its configuration is of another version
     */
    public static Comparison of(List<Path> folders) {
        var roots = folders.stream().map(Path::normalize).distinct().toList();
        var names = roots.stream().map(Comparison::name).toList();
        var members = new ArrayList<Member>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            boolean clear = names.stream().filter(name::equals).count() == 1;
            members.add(Member.of(roots.get(i), clear ? name : roots.get(i).toString()));
        }
        return new Comparison(members);
    }

    /** Of its folder; the root of a file system has none. */
    private static String name(Path root) {
        var absolute = root.toAbsolutePath().normalize();
        return String.valueOf(absolute.getFileName() == null ? absolute : absolute.getFileName());
    }

    /** Scores, times and what differs in the configurations. */
    public List<Block.Table> tables() {
        var tables = new ArrayList<Block.Table>();
        tables.add(scores());
        overSeeds().ifPresent(tables::add);
        tables.add(times());
        tables.add(differences());
        return tables;
    }

    private Block.Table scores() {
        var players = new LinkedHashMap<String, String>();
        runs.forEach(run -> run.scores.keySet().forEach(player -> players.put(player, player)));
        return table("Return of an episode: mean ± sd of episodes (95% interval of the mean)", "player", players,
                (run, player) -> Optional.ofNullable(run.scores.get(player))
                        .map(all -> Scoreboard.spread(all) + " (" + Scoreboard.interval(all) + ")"));
    }

    /** Runs that differ in the seed alone, at least two, taken together; empty if there are none. */
    private Optional<Block.Table> overSeeds() {
        var groups = new LinkedHashMap<Map<String, String>, List<Member>>();
        for (var run : runs) {
            var same = new TreeMap<>(run.config.values());
            same.remove("seed");
            groups.computeIfAbsent(same, key -> new ArrayList<>()).add(run);
        }
        var rows = new ArrayList<List<String>>();
        groups.values().stream().filter(group -> group.size() > 1).forEach(group -> rows.addAll(SeedSummary.rows(group)));
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Block.Table("Runs that differ in the seed alone, each counted once",
                List.of("player", "runs", "mean of run means", "sd between runs", "95% interval", "worst run", "seeds"), rows));
    }

    private Block.Table times() {
        var stages = new LinkedHashMap<String, String>();
        Stages.all().forEach(stage -> stages.put(stage.name(), stage.name()));
        return table("Time of each stage", "stage", stages, (run, stage) -> Optional.ofNullable(run.manifest.stages().get(stage))
                .map(record -> Clock.text(Duration.ofMillis(Math.round(record.seconds() * 1000)))));
    }

    private Block.Table differences() {
        var values = runs.stream().map(run -> run.config.values()).toList();
        var keys = new TreeSet<String>();
        values.forEach(map -> keys.addAll(map.keySet()));
        var differing = new LinkedHashMap<String, String>();
        keys.stream().filter(key -> values.stream().anyMatch(map -> !Objects.equals(map.get(key), values.get(0).get(key))))
                .forEach(key -> differing.put(key, key));
        return table(differing.isEmpty() ? "The configurations are the same" : "Keys in which the configurations differ", "key", differing,
                (run, key) -> Optional.ofNullable(run.config.values().get(key)));
    }

    /** One cell. */
    private interface Cell {
        Optional<String> of(Member run, String row);
    }

    private Block.Table table(String caption, String corner, Map<String, String> rows, Cell cell) {
        var header = new ArrayList<String>();
        header.add(corner);
        runs.forEach(run -> header.add(run.name));
        var lines = new ArrayList<List<String>>();
        for (var row : rows.keySet()) {
            var line = new ArrayList<String>();
            line.add(row);
            runs.forEach(run -> line.add(cell.of(run, row).orElse(NOTHING)));
            lines.add(line);
        }
        return new Block.Table(caption, header, lines);
    }

    /** How C learned in each run that has begun to evolve it; empty if none has. */
    public Optional<LearningCurves> curves() {
        var lines = new ArrayList<LearningCurves.Line>();
        for (var run : runs) {
            if (Files.exists(run.folder.metrics())) {
                var points = MetricLog.read(run.folder.metrics()).stream()
                        .filter(entry -> entry.stage().equals("evolve") && entry.values().containsKey("mean"))
                        .map(entry -> new LearningCurves.Point(entry.step(), entry.values().get("mean"))).toList();
                var real = Optional.ofNullable(run.scores.get(Scoreboard.REAL));
                if (!points.isEmpty()) {
                    lines.add(new LearningCurves.Line(run.name, points,
                            real.map(all -> new LearningCurves.Real(all.mean(), all.margin95()))));
                }
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(new LearningCurves("C, evolved", lines));
    }

    /** All of it on one page. */
    public Page page() {
        var sections = new ArrayList<Section>();
        var tables = tables();
        sections.add(new Section("Scores", List.copyOf(tables.subList(0, tables.size() - 2))));
        curves().ifPresent(curves -> sections.add(new Section("Learning curves", List.of(new Block.Figure(
                Figures.png(curves.chart(), 640, 400), 2,
                "Mean fitness over generations, a line a run, and the real score of each",
                "Mean fitness of each generation where it was evolved; the dot at the end is the real score of the controller that was kept, with "
                        + "its 95% interval.")))));
        sections.add(new Section("Time", List.of(tables.get(tables.size() - 2))));
        sections.add(new Section("Configuration", List.of(tables.get(tables.size() - 1))));
        return new Page("Runs compared", String.join(", ", runs.stream().map(Member::name).toList()), sections);
    }
}
