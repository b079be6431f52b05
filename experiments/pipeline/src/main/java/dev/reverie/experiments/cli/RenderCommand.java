package dev.reverie.experiments.cli;

import dev.reverie.core.Env;
import dev.reverie.core.Episode;
import dev.reverie.core.Rollout;
import dev.reverie.core.RunFolder;
import dev.reverie.core.Seed;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.EnvConfig;
import dev.reverie.experiments.play.Controls;
import dev.reverie.experiments.play.Film;
import dev.reverie.experiments.play.Portrait;
import dev.reverie.experiments.run.ScoredEpisode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reverie render}: an episode as pictures, without a display. */
@Command(name = "render", description = {"Draw an episode: as a film, as a strip of ten moments, or each step by itself. Needs no display.",
    "",
    "Of an environment: an episode of reverie collect with the same policy and seed, by default the first. Of a run folder: the run's V, M",
    "and C play once more what they were evaluated on, by default the first of those episodes.", ""},
        footer = {"  reverie render CarRacing --policy scripted --steps 400 --out lap.gif",
            "  reverie render TakeCover --seed 3 --policy hold --out strip.png",
            "  reverie render Pendulum --set pixels=true --steps 50 --out frames",
            "  reverie render runs/takecover-1 --episode 12 --out agent.gif"})
final class RenderCommand extends Verb {
    /** Pixels that a small picture is made about as high as. */
    private static final int HEIGHT = 256;

    private static final int MAX_SCALE = 64;

    /** Drawn of an environment, unless told otherwise. */
    private static final int STEPS = 200;

    @Parameters(index = "0", paramLabel = "ENV|RUN", description = "An environment's name, see reverie envs; or a run folder.")
    private String subject;

    @Option(names = "--set", paramLabel = "OPTION=VALUE", description = "Of an environment: another value for one of its options, such as "
            + "size=64; see reverie envs ENV. May be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE.gif|FILE.png|DIR", required = true,
            description = "A film, a strip, or a folder for a picture of each step.")
    private Path out;

    @Option(names = "--steps", paramLabel = "N",
            description = "At most so many; less if the episode ends (default: " + STEPS + "; of a run the whole episode).")
    private Integer steps;

    @Option(names = "--seed", paramLabel = "N", description = "Of an environment: as in reverie collect (default: 1).")
    private Long seed;

    @Option(names = "--episode", paramLabel = "I", defaultValue = "0", description = "Its number there (default: ${DEFAULT-VALUE}).")
    private int episode;

    @Mixin
    private PolicyOptions policy;

    @Option(names = "--scale", paramLabel = "N", description = "Each pixel becomes a square of so many (default: about 256 high).")
    private Integer scale;

    @Option(names = {"-q", "--quiet"}, description = "Say only what went wrong.")
    private boolean quiet;

    @Override
    public Integer call() {
        atLeast(1, "--steps", steps);
        atLeast(0, "--episode", episode);
        if (scale != null && (scale < 1 || scale > MAX_SCALE)) {
            throw new IllegalArgumentException("--scale must be in 1.." + MAX_SCALE + ", was " + scale);
        }
        policy.policy();
        Film.check(out);
        check();
        return interruptible("no more was written", isRun() ? this::agent : this::policy);
    }

    private void check() {
        var inputs = isRun() ? Output.inputs(new RunFolder(Path.of(subject))) : List.<Path>of();
        if (Film.isOneFile(out)) {
            Output.file("--out", out, inputs);
        } else {
            Output.folder("--out", out, inputs);
        }
    }

    /** Asked of a File, which takes the colon of gym:ID on every platform. */
    private boolean isRun() {
        return new File(subject).isDirectory() && Files.exists(new RunFolder(Path.of(subject)).config());
    }

    private void agent() {
        if (seed != null || !settings.isEmpty() || policy.isGiven()) {
            throw wrong("--seed, --set and --policy do not go with a run folder: its agent plays what it was evaluated on");
        }
        var scored = new ScoredEpisode(new RunFolder(Path.of(subject)));
        try (var env = scored.env()) {
            render(env, scored.config(), cut -> scored.play(episode, cut), steps == null ? Integer.MAX_VALUE : steps);
        }
    }

    private void policy() {
        var config = EnvChoice.of(subject, settings);
        try (var env = Envs.make(config.name(), config.options())) {
            render(env, config, cut -> played(env, config, cut), steps == null ? STEPS : steps);
        }
    }

    private Episode played(Env env, EnvConfig config, int cut) {
        var one = new ArrayList<Episode>();
        Rollout.on(() -> Envs.make(config.name(), config.options())).withMaxSteps(cut).collect(policy.policy().on(env.actionSpace()),
                new int[]{episode}, Seed.of(seed == null ? 1 : seed).child("collect"), (i, played) -> one.add(played));
        return one.get(0);
    }

    private void render(Env env, EnvConfig config, IntFunction<Episode> play, int cut) {
        var portrait = Portrait.of(env);
        var played = play.apply(cut);
        var film = Film.of(played, portrait);
        int enlarged = scale != null ? scale : Math.max(1, HEIGHT / film.frames().get(0).height());
        film.save(out, enlarged, 1000 / Controls.of(config, env.actionSpace()).stepsASecond());
        if (!quiet) {
            say(played, cut);
        }
    }

    private void say(Episode played, int cut) {
        say(String.format(Locale.ROOT, "%s: %d steps, %s, return %.1f", out, played.length(),
                played.terminated() ? "terminated" : played.length() < cut ? "truncated" : "cut there", played.totalReward()));
    }
}
