package dev.reverie.experiments.run;

import dev.reverie.core.Disk;
import dev.reverie.core.Manifest;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.EpisodeSeeds;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.progress.Clock;
import dev.reverie.experiments.report.Block;
import dev.reverie.experiments.report.Page;
import dev.reverie.experiments.report.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands on a run's page.
 *
 * @param config
 *            of the run
 * @param folder
 *            of the run, with all its files but the page
 */
record RunReport(ExperimentConfig config, RunFolder folder) {
    Page page() {
        var scores = Scoreboard.load(folder.scores());
        var manifest = Manifest.read(folder.manifest());
        return new Page(config.env().name() + ", seed " + config.seed(), lead(scores),
                List.of(scores(scores), dream(), learning(), vision(),
                        memory(), timings(manifest), configuration(), provenance(manifest)));
    }

    private String lead(Scoreboard board) {
        var real = board.scores().get(Scoreboard.REAL);
        return String.format(Locale.ROOT, "Real score %s over %,d episodes; 95%% interval of the mean: %s.", Scoreboard.spread(real),
                real.episodes(),
                Scoreboard.interval(real));
    }

    private Section scores(Scoreboard board) {
        var rows = new ArrayList<List<String>>();
        board.scores().forEach((player, all) -> rows.add(List.of(player, String.format(Locale.ROOT, "%.1f", all.mean()),
                all.episodes() == 1 ? "–" : String.format(Locale.ROOT, "%.1f", all.sd()), Scoreboard.interval(all),
                String.format(Locale.ROOT, "%,d", all.episodes()),
                String.format(Locale.ROOT, "%.0f", all.meanLength()))));
        return new Section("Scores", List.of(
                new Block.Text("real: V, M and C in the environment"
                        + (config.evaluate().seeds() == EpisodeSeeds.TEST ? ". " : ", on development episodes: no test. ")
                        + (config.dreamsScore()
                                ? Scoreboard.REAL_CUT + ": the same episodes, cut off after " + config.dream().maxSteps()
                                        + " steps as dreams are, to compare with those. dream: the same C in the dream that M makes, at temperature "
                                        + config.dream().temperature() + ", where "
                                        + (config.rnn().heads().reward() > 0 ? "a step pays what M expects" : "every step is worth 1")
                                        + ". "
                                        + board.ends(config.dream().maxSteps()).map(ends -> "Of both: " + ends + ". ").orElse("")
                                : "This M tells neither rewards nor ends, so its dreams have no score. ")
                        + "The others do not look: blind sweep N goes from one end of the actions to the other, N steps each way, by the best N on development "
                        + "episodes."),
                new Block.Table(
                        "Return of an episode. The sd is of episodes, and the interval speaks of these episodes, not of other training seeds.",
                        List.of("player", "mean", "sd", "95% interval of the mean", "episodes", "mean length"), rows)));
    }

    private Section dream() {
        var blocks = new ArrayList<Block>();
        picture("dream", "Three film strips: frames of an episode, what V makes of them, and frames of a dream",
                "Above, the last steps of an episode that the agent played, as the environment shows them; below it, the same as V "
                        + "encodes and decodes them; at the bottom, the last steps of one of the agent's dreams.")
                .ifPresent(blocks::add);
        var fidelity = DreamFidelity.load(FidelityStage.file(folder));
        if (fidelity.hasDreams()) {
            blocks.add(new Block.Text("Players that differ, played in both, both cut off after " + config.dream().maxSteps() + " steps. "
                    + fidelity.text("of them") + ". " + fidelity.evolved().text("controllers of the history alone")
                    + ". At 1 (Spearman) the dream puts players in the right order; a positive bias flatters. Controllers of one plateau differ by "
                    + "chance, so that their order alone says little."));
            blocks.add(players(fidelity));
            chart("fidelity", "Mean returns in the environment against mean returns in the dream, a dot a player",
                    "On the line, the dream is right; below it, the dream flatters.").ifPresent(blocks::add);
        }
        return new Section("The dream beside the real thing", blocks);
    }

    private static Block players(DreamFidelity fidelity) {
        return new Block.Table("Mean return ± half its 95% interval, and ends per 1,000 steps.",
                List.of("player", "dream", "real", "ends in the dream", "real ends"),
                fidelity.points().stream().map(at -> List.of(at.player(), at.dream().text(), at.real().text(),
                        at.dream().endsText(), at.real().endsText()))
                        .toList());
    }

    private Section learning() {
        return new Section("C: learning", Stream.of(chart("evolve",
                "Fitness over generations: best, mean and worst candidate, and the real score",
                "Fitness of each generation's best, mean and worst candidate where they were evolved; on the same axis, real returns of the "
                        + "strategy's mean on the way (with 95% intervals) and of the controller that was kept."))
                .flatMap(Optional::stream).toList());
    }

    private Section vision() {
        if (!config.encode().isVae()) {
            return new Section("V: what is seen", List.of(new Block.Text("V is " + config.encode().encoder() + ".")));
        }
        return new Section("V: what is seen", Stream.of(
                picture("reconstructions", "Pairs of frames: real above, reconstructed below", "Above, frames from the collected episodes; "
                        + "below each, a latent drawn from V's posterior, decoded."),
                chart("vae", "Losses of V over updates", "V's losses; held-out episodes were never trained on.")).flatMap(Optional::stream)
                .toList());
    }

    private Section memory() {
        var blocks = new ArrayList<Block>();
        chart("futures", "Four latents over time: observed, and fans of sampled futures", "Observed latents, and from where M sees "
                + "no more, quantiles of 500 futures that it samples at temperature 1: 50, 80 and 95% of them lie in the fans.")
                .ifPresent(blocks::add);
        chart("uncertainty", "Four latents over time, with bands of what M expected of each next frame",
                "What M expected of every next frame while it watched an episode, and what came: noise within the components of its mixtures, and "
                        + "different futures between them.")
                .ifPresent(blocks::add);
        chart("calibration", "Histogram of the probability integral transform, and coverage of intervals",
                "Whether M can be taken at its word, on episodes it was not trained on: a flat histogram, and intervals that hold as many values "
                        + "as they claim.")
                .ifPresent(blocks::add);
        if (Files.exists(HeldOutReport.file(folder))) {
            blocks.add(new Block.Listing("M on held-out episodes", Disk.text(HeldOutReport.file(folder)).strip()));
        }
        chart("rnn", "Losses of M over updates", "M's losses; held-out episodes were never trained on.").ifPresent(blocks::add);
        return new Section("M: what is expected", blocks);
    }

    private Path plot(String name) {
        return folder.plots().resolve(name + ".png");
    }

    /** Charts have two pixels a point. */
    private Optional<Block> chart(String name, String description, String caption) {
        return figure(name, 2, description, caption);
    }

    private Optional<Block> picture(String name, String description, String caption) {
        return figure(name, 1, description, caption);
    }

    /** Empty where there was nothing to draw. */
    private Optional<Block> figure(String name, int scale, String description, String caption) {
        return Files.exists(plot(name)) ? Optional.of(Block.Figure.load(plot(name), scale, description, caption)) : Optional.empty();
    }

    /** Of the stages before this one. */
    private Section timings(Manifest manifest) {
        var throughput = new Throughput(config, folder);
        var rows = new ArrayList<List<String>>();
        double total = 0;
        for (var stage : Stages.all()) {
            var record = manifest.stages().get(stage.name());
            if (record != null && !stage.name().equals("report")) {
                rows.add(List.of(stage.name(), time(record.seconds()), throughput.of(stage.name(), record),
                        new StageFolder(folder.root(), stage).summary()));
                total += record.seconds();
            }
        }
        rows.add(List.of("in all", time(total), "", ""));
        return new Section("Time",
                List.of(new Block.Table("What each stage took, interrupted attempts included, and what came of it. Machine: "
                        + manifest.stages().values().stream().map(record -> record.provenance().os() + ", " + record.provenance().arch())
                                .distinct()
                                .collect(Collectors.joining("; "))
                        + ".", List.of("stage", "time", "throughput", "result"), rows)));
    }

    private static String time(double seconds) {
        return Clock.text(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private Section configuration() {
        return new Section("Configuration", List.of(
                new Block.Text("Saved as config.yaml, the run is made again by: reverie run config.yaml --run another/folder"),
                new Block.Listing("config.yaml", config.yaml())));
    }

    private Section provenance(Manifest manifest) {
        var rows = new ArrayList<List<String>>();
        for (var stage : Stages.all()) {
            var record = manifest.stages().get(stage.name());
            if (record != null && !stage.name().equals("report")) {
                rows.add(List.of(stage.name(), record.provenance().commit().isEmpty() ? "unknown" : record.provenance().commit(),
                        record.seed(),
                        shortened(record.config()),
                        record.outputs().entrySet().stream().map(file -> file.getKey() + " " + shortened(file.getValue()))
                                .collect(Collectors.joining(", "))));
            }
        }
        var versions = manifest.stages().values().stream().flatMap(record -> record.provenance().versions().entrySet().stream())
                .map(version -> version.getKey() + " " + version.getValue()).distinct().sorted().collect(Collectors.joining(", "));
        return new Section("Provenance", List.of(
                new Block.Table("Beginnings of SHA-256 hashes; the whole is in manifest.json. Versions: " + versions + ".",
                        List.of("stage", "commit", "seed", "configuration", "made"), rows),
                new Block.Listing("manifest.json", Disk.text(folder.manifest()))));
    }

    private static String shortened(String hash) {
        int from = hash.indexOf(':') + 1;
        return hash.substring(from, Math.min(hash.length(), from + 12));
    }
}
