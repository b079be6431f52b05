package dev.reverie.experiments.cli;

import dev.reverie.experiments.run.ToyStage;
import java.util.List;

/** A program whose one stage goes on for ever, to be interrupted from outside. */
public final class SlowReverie {
    private SlowReverie() {
    }

    public static void main(String... args) {
        System.exit(
                Interruption.run(() -> Reverie.run(Reverie.commandLine(List.of(new ToyStage("slow", "vae", Integer.MAX_VALUE))), args)));
    }
}
