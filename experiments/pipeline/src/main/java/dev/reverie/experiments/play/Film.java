package dev.reverie.experiments.play;

import dev.reverie.core.Episode;
import dev.reverie.core.Observation.Frame;
import dev.reverie.experiments.plots.AnimatedGif;
import dev.reverie.experiments.plots.Figures;
import dev.reverie.experiments.plots.FilmStrip;
import dev.reverie.experiments.plots.Pixels;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The pictures of an episode, drawn when they are asked for: memory for one at a time.
 *
 * @param frames
 *            T+1, the first before the first action
 */
public record Film(List<Frame> frames) {
    /** Moments that a strip shows at most. */
    private static final int STRIP = 10;

    /** Of a whole episode. */
    public static Film of(Episode episode, Portrait portrait) {
        return new Film(lazy(episode.length() + 1, t -> portrait.of(episode.observation(t))));
    }

    /**
     * Checks a name before an episode is played for it.
     *
     * @param out
     *            ends with .gif: a film; with .png: a strip of ten moments; without an ending: a folder of numbered pictures
     */
    public static void check(Path out) {
        if (out.getFileName() == null) {
            throw new IllegalArgumentException(out + ": must name a file or a folder of its own");
        }
        var name = out.getFileName().toString();
        if (name.matches(".*\\.[A-Za-z]\\w{1,4}") && !isOneFile(out)) {
            throw new IllegalArgumentException(out + ": must end with .gif (a film) or .png (a strip), or name a folder for pictures");
        }
    }

    /** Whether what is saved there is one file, and not a folder of them. */
    public static boolean isOneFile(Path out) {
        var name = out.getFileName().toString();
        return name.endsWith(".gif") || name.endsWith(".png");
    }

    /**
     * Saves it, each file whole or not at all.
     *
     * @param out
     *            as {@link #check} has it
     * @param scale
     *            each pixel becomes a square of so many
     * @param millis
     *            of each picture in a film; rounded to what GIF can say
     */
    public void save(Path out, int scale, double millis) {
        check(out);
        var name = out.getFileName().toString();
        if (name.endsWith(".gif")) {
            AnimatedGif.save(pictures(scale), out, (int) Math.max(20, Math.round(millis / 10) * 10));
        } else if (name.endsWith(".png")) {
            Figures.save(strip().picture(scale), out);
        } else {
            var pictures = pictures(scale);
            for (int t = 0; t < pictures.size(); t++) {
                Figures.save(pictures.get(t), out.resolve(String.format(Locale.ROOT, "frame-%05d.png", t)));
            }
        }
    }

    private List<BufferedImage> pictures(int scale) {
        return lazy(frames.size(), t -> Pixels.enlarged(frames.get(t), scale));
    }

    /** Evenly spaced moments, the first and the last among them. */
    private FilmStrip strip() {
        int count = Math.min(STRIP, frames.size());
        var steps = IntStream.range(0, count).map(k -> count == 1 ? 0 : k * (frames.size() - 1) / (count - 1)).boxed().toList();
        return new FilmStrip(steps, List.of(new FilmStrip.Row("", steps.stream().map(frames::get).toList())));
    }

    private static <T> List<T> lazy(int size, IntFunction<T> element) {
        return new AbstractList<>() {
            @Override
            public T get(int i) {
                return element.apply(i);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
