package dev.reverie.envs;

import dev.reverie.core.Observation.Frame;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Draws twelve pictures of {@link TakeCover}, four times enlarged, into the file that is named. Above a player who stands still: the start,
 * raised arms, a fireball, a hit. Then two who walk to a wall each. Below the dodger, who sees the row of imps grow.
 *
 * <pre>
 * mvn -q test-compile -pl src,envs
 * java -cp src/target/classes:envs/target/classes:envs/target/test-classes dev.reverie.envs.TakeCoverSheet src/site/takecover.png
 * </pre>
 */
public final class TakeCoverSheet {
    private static final int SCALE = 4;
    private static final int COLUMNS = 4;
    private static final int GAP = 4;

    private TakeCoverSheet() {
    }

    /** Writes the sheet to the file named. */
    public static void main(String[] arguments) throws IOException {
        ImageIO.write(sheet(frames()), "png", Path.of(arguments[0]).toFile());
    }

    private static List<Frame> frames() {
        var frames = new ArrayList<Frame>();
        frames.addAll(play(new TakeCover(), always(0), 2, 1, 65, 100, 117));
        frames.addAll(play(new TakeCover(), always(-1), 5, 45, 170));
        frames.addAll(play(new TakeCover(), always(1), 3, 50, 170));
        var dodging = new TakeCover();
        frames.addAll(play(dodging, new TakeCoverDodger(dodging), 3, 300, 700, 1250, 1990));
        return frames;
    }

    private static Policy always(float action) {
        return seed -> observation -> new float[]{action};
    }

    /** What is seen after so many steps, counted upwards and before the end. */
    private static List<Frame> play(TakeCover env, Policy policy, long seed, int... when) {
        var frames = new ArrayList<Frame>();
        var actor = policy.begin(Seed.of(seed));
        var seen = env.reset(seed);
        int tic = 0;
        for (int t : when) {
            for (; tic < t; tic++) {
                seen = (Frame) env.step(actor.act(seen)).observation();
            }
            frames.add(seen);
        }
        return frames;
    }

    private static BufferedImage sheet(List<Frame> frames) {
        int rows = (frames.size() + COLUMNS - 1) / COLUMNS;
        int side = frames.get(0).width() * SCALE;
        var sheet = new BufferedImage(COLUMNS * (side + GAP) - GAP, rows * (side + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < frames.size(); i++) {
            for (int row = 0; row < side; row++) {
                for (int column = 0; column < side; column++) {
                    sheet.setRGB(i % COLUMNS * (side + GAP) + column, i / COLUMNS * (side + GAP) + row,
                            rgb(frames.get(i), row / SCALE, column / SCALE));
                }
            }
        }
        return sheet;
    }

    private static int rgb(Frame frame, int row, int column) {
        return frame.at(row, column, 0) << 16 | frame.at(row, column, 1) << 8 | frame.at(row, column, 2);
    }
}
