package dev.reverie.experiments.cli;

import dev.reverie.core.Env;
import dev.reverie.core.Episode;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.experiments.play.Controls;
import dev.reverie.experiments.play.Film;
import dev.reverie.experiments.play.Portrait;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reverie render}: an episode as pictures, without a display. */
@Command(name = "render", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
        description = {"Draw an episode: as a film, as a strip of ten moments, or each step by itself. Needs no display.", "",
            "It is an episode of reverie collect with the same policy and seed, by default the first.", ""},
        footerHeading = "%nExamples:%n",
        footer = {"  reverie render CarRacing --policy scripted --steps 400 --out lap.gif",
            "  reverie render TakeCover --seed 3 --policy hold --out strip.png",
            "  reverie render Pendulum --set pixels=true --steps 50 --out frames"})
final class RenderCommand implements Callable<Integer> {
    /** Pixels that a small picture is made about as high as. */
    private static final int HEIGHT = 256;

    @Mixin
    private EnvChoice choice;

    @Option(names = "--out", paramLabel = "FILE.gif|FILE.png|DIR", required = true,
            description = "A film, a strip, or a folder for a picture of each step.")
    private Path out;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "200",
            description = "At most so many; less if the episode ends (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "As in reverie collect (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--episode", paramLabel = "I", defaultValue = "0", description = "Its number there (default: ${DEFAULT-VALUE}).")
    private int episode;

    @Mixin
    private PolicyOptions policy;

    @Option(names = "--scale", paramLabel = "N", description = "Each pixel becomes a square of so many (default: about 256 high).")
    private Integer scale;

    @Option(names = {"-q", "--quiet"}, description = "Say only what went wrong.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (steps < 1 || episode < 0 || scale != null && scale < 1) {
            throw new IllegalArgumentException(
                    "--steps and --scale must be >= 1 and --episode >= 0, were " + steps + ", " + scale + " and " + episode);
        }
        Film.check(out);
        return Interruption.around(spec, "no more was written", this::render);
    }

    private void render() {
        try (var env = choice.make()) {
            var portrait = Portrait.of(env);
            var played = played(env);
            var film = Film.of(played, portrait);
            int enlarged = scale != null ? scale : Math.max(1, HEIGHT / film.frames().get(0).height());
            film.save(out, enlarged, 1000 / Controls.of(choice.config(), env.actionSpace()).stepsASecond());
            if (!quiet) {
                say(played);
            }
        }
    }

    private Episode played(Env env) {
        var one = new ArrayList<Episode>();
        Rollout.on(choice::make).withMaxSteps(steps).collect(policy.policy().on(env.actionSpace()), new int[]{episode},
                Seed.of(seed).child("collect"), (i, played) -> one.add(played));
        return one.get(0);
    }

    private void say(Episode played) {
        spec.commandLine().getOut().println(String.format(Locale.ROOT, "%s: %d steps, %s, return %.1f", out, played.length(),
                played.terminated() ? "terminated" : played.length() < steps ? "truncated" : "cut there", played.totalReward()));
        spec.commandLine().getOut().flush();
    }
}
