package dev.reverie.experiments.cli;

import dev.reverie.core.EpisodeStore;
import dev.reverie.core.Run;
import dev.reverie.core.RunFolder;
import dev.reverie.experiments.config.ExperimentConfig;
import dev.reverie.experiments.report.Block;
import dev.reverie.experiments.run.Comparison;
import dev.reverie.experiments.run.PreviousRound;
import dev.reverie.experiments.run.Scoreboard;
import dev.reverie.experiments.run.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reverie iterate}: the whole experiment again and again, each time on what the agent of the last time has seen, too. */
@Command(name = "iterate", description = {
    "Collect, train V and M, evolve C; then collect with that agent, and so on (the iterative procedure of Ha and Schmidhuber 2018).",
    "",
    "Where random play never gets far, M knows little of the world; each round's agent gets farther. A round plays collect.episodes more episodes, "
            + "keeps those of the rounds before, and trains anew; vae.frames and rnn.steps stay what they are, so V and M see each episode less often in later "
            + "rounds. Each has a run folder of its own, RUN/round-N. The same command goes on "
            + "after an interrupt, and with more --rounds.",
    ""},
        footer = {"  reverie iterate pendulum                       three rounds in runs/pendulum-1",
            "  reverie iterate --run runs/pendulum-1 --rounds 5", "  reverie iterate takecover --rounds 2 --explore 0.2 --run runs/twice"})
final class IterateCommand extends StageVerb {
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "How many, the first included (default: 3).")
    private int rounds;

    @Option(names = "--explore", paramLabel = "P", defaultValue = "0.1",
            description = "How often, at a step without one, the agent begins a random action, which it holds for 1 to 10 steps: at 0.1, 38%% of all steps are "
                    + "random (default: 0.1).")
    private double explore;

    IterateCommand(List<Stage> stages) {
        super(stages, stages);
    }

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw wrong("--rounds must be >= 1, was " + rounds);
        }
        if (!(explore >= 0 && explore <= 1)) {
            throw wrong("--explore must be in 0..1, was " + explore);
        }
        var session = runner("--rounds " + rounds + " --explore " + explore);
        var first = session.config();
        var root = session.folder(first);
        // one process at a time for all rounds
        session.check(first, new RunFolder(root), stages);
        try (var whole = Run.open(root)) {
            var later = first.with("collect.policy={type: agent, explore: " + explore + "}");
            for (int round = 1; round <= rounds; round++) {
                session.check(round == 1 ? first : later, round(root, round), stages);
            }
            first.save(whole.folder().config());
            return rounds(session, first, later, root);
        }
    }

    private static RunFolder round(Path root, int round) {
        return new RunFolder(root.resolve("round-" + round));
    }

    private int rounds(StageRunner session, ExperimentConfig first, ExperimentConfig later, Path root) {
        var done = new ArrayList<RunFolder>();
        for (int round = 1; round <= rounds; round++) {
            var folder = round(root, round);
            session.say((round == 1 ? "" : System.lineSeparator()) + "round " + round + " of " + rounds);
            if (round > 1) {
                PreviousRound.bring(done.get(done.size() - 1), folder);
            }
            int code = session.run(round == 1 ? first : later, folder, stages, stages, root);
            if (code != 0) {
                return code;
            }
            done.add(folder);
        }
        conclude(session, root, done);
        return 0;
    }

    private static void conclude(StageRunner session, Path root, List<RunFolder> done) {
        session.say("");
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < done.size(); i++) {
            var board = Scoreboard.load(done.get(i).scores());
            var scores = board.scores();
            var real = scores.get(Scoreboard.REAL);
            var dream = scores.get(Scoreboard.DREAM);
            rows.add(List.of(String.valueOf(i + 1), String.valueOf(EpisodeStore.open(done.get(i).episodes()).files().size()),
                    Scoreboard.spread(real), Scoreboard.interval(real),
                    dream == null ? "–" : Scoreboard.spread(board.besideDream()), dream == null ? "–" : Scoreboard.spread(dream)));
        }
        Columns.of(new Block.Table("Rounds",
                List.of("round", "episodes", "real score", "95% interval of the mean", "real, cut as dream", "dream score"), rows))
                .forEach(session::say);
        var page = root.resolve("rounds.html");
        Comparison.of(done.stream().map(RunFolder::root).toList()).page().save(page);
        session.say("compared in " + page);
    }
}
