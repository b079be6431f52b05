package dev.reverie.experiments.cli;

import dev.reverie.core.Env;
import dev.reverie.core.EpisodeStore;
import dev.reverie.envs.Envs;
import dev.reverie.envs.Recording;
import dev.reverie.experiments.play.Controls;
import dev.reverie.experiments.play.Game;
import dev.reverie.experiments.play.GameWindow;
import dev.reverie.experiments.play.Portrait;
import dev.reverie.experiments.run.DataCollection;
import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reverie play}: an environment in a window, with the keyboard. */
@Command(name = "play", description = {"Play an environment yourself, in real time. The title tells the score and the keys.", ""},
        footerHeading = "%nKeys: R begins another episode, Esc ends.%n",
        footer = {"  CarRacing     left, right: steer; up: gas; down: brake; space: block the wheels",
            "  TakeCover     left, right: move", "  CartPole      left, right: push; the last push goes on",
            "  MountainCar   left, right: accelerate; likewise MountainCarContinuous",
            "  Pendulum      left: turn anticlockwise; right: clockwise",
            "  BouncingBall  arrows: push", "  others        arrows for the first two numbers of an action, digits for choices", "",
            "Examples:", "  reverie play CarRacing --seed 7", "  reverie play TakeCover --record data/mine"})
final class PlayCommand extends Verb {
    @Mixin
    private EnvChoice choice;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of the first episode, the environment's own; the next have the next numbers (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--record", paramLabel = "DIR", description = "Keep the episodes there, in the format of reverie collect.")
    private Path record;

    @Override
    public Integer call() {
        if (record != null) {
            Output.folder("--record", record, List.of());
        }
        try (var env = choice.make()) {
            var portrait = Portrait.of(env);
            var controls = Controls.of(choice.config(), env.actionSpace());
            if (GraphicsEnvironment.isHeadless()) {
                throw new HeadlessException();
            }
            return interruptible("finished episodes were kept", () -> {
                try (var played = recorded(env)) {
                    GameWindow.play(new Game(choice.config().name(), played, controls, seed), portrait, controls.stepsASecond());
                }
            });
        } catch (HeadlessException | AWTError | LinkageError e) {
            var cause = e instanceof HeadlessException ? "" : " (" + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ")";
            throw new IllegalArgumentException("there is no display to open a window on" + cause + "; reverie render "
                    + choice.config().name() + " --out " + choice.config().name() + ".gif draws an episode without one", e);
        }
    }

    private Env recorded(Env env) {
        if (record == null) {
            return env;
        }
        DataCollection.refuse(record);
        var config = choice.config();
        var store = EpisodeStore.create(record, Envs.dataset(config.name(), config.options(), new Version().provenance()));
        return Recording.of(env, episode -> {
            var files = store.files();
            store.write(files.isEmpty() ? 0 : EpisodeStore.index(files.get(files.size() - 1)) + 1, episode);
        });
    }
}
