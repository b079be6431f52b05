package dev.reverie.vae;

import dev.reverie.core.Dataset;
import dev.reverie.core.Episode;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import java.nio.file.Path;
import java.util.Map;

/** Episodes of a bright square that walks over a dark slope: what a small VAE learns in seconds. */
final class MovingSquare {
    private static final int SIDE = 24;

    private MovingSquare() {
    }

    static EpisodeStore store(Path folder, int episodes, int steps) {
        var store = EpisodeStore.create(folder, new Dataset("MovingSquare", "1", Map.of(), ""));
        for (int i = 0; i < episodes; i++) {
            store.write(i, episode(i, steps));
        }
        return store;
    }

    static Episode episode(int number, int steps) {
        var random = Seed.of(5).child("square", number).random();
        var frames = (Observations.Frames) Observations.allocate(steps + 1, Space.frame(64, 64, 3));
        int row = random.nextInt(64 - SIDE);
        int column = random.nextInt(64 - SIDE);
        for (int t = 0; t <= steps; t++) {
            paint(frames.pixels(), t * ConvVaeArchitecture.FRAME, row, column);
            // No two frames are the same.
            frames.pixels()[t * ConvVaeArchitecture.FRAME] = (byte) number;
            frames.pixels()[t * ConvVaeArchitecture.FRAME + 1] = (byte) t;
            row = Math.floorMod(row + random.nextInt(-4, 5), 64 - SIDE);
            column = Math.floorMod(column + random.nextInt(-4, 5), 64 - SIDE);
        }
        return new Episode(frames, new float[steps], new float[steps], number % 2 == 0, number % 2 == 1, number);
    }

    private static void paint(byte[] pixels, int from, int top, int left) {
        for (int row = 0; row < 64; row++) {
            for (int column = 0; column < 64; column++) {
                boolean inside = row >= top && row < top + SIDE && column >= left && column < left + SIDE;
                int at = from + (row * 64 + column) * 3;
                pixels[at] = (byte) (inside ? 230 : row);
                pixels[at + 1] = (byte) (inside ? 200 : 40);
                pixels[at + 2] = (byte) (inside ? 90 : column);
            }
        }
    }
}
