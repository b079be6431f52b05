package dev.reverie.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a file of an episode is laid out: what its arrays are called, and in which order the axes of its frames are.
 *
 * @param names
 *            what the file calls an array, by one of {@link #ARRAYS}; an array that is not here has its own name
 * @param layout
 *            of frames
 */
public record EpisodeFormat(Map<String, String> names, FrameLayout layout) {
    /**
     * What an episode is made of, or its latents; {@code done} stands for {@code terminated} and {@code truncated} where they are not told
     * apart.
     */
    public static final List<String> ARRAYS =
            List.of("obs", "mean", "logvar", "action", "reward", "terminated", "truncated", "done", "seed");

    /** Before the name of a signal in the name of its array. */
    static final String SIGNAL = "signal.";

    /** The axes of frames. */
    public enum FrameLayout {
        /** [T+1, height, width, channels]. */
        HWC("|u1[T+1, H, W, C] or <f4[T+1, D]"),
        /** [T+1, channels, height, width]. */
        CHW("|u1[T+1, C, H, W]"),
        /**
         * One channel, with or without an axis for it: [T+1, H, W], [T+1, H, W, 1] or [T+1, 1, H, W]; it is repeated for red, green and
         * blue.
         */
        GREY("|u1[T+1, H, W] or |u1[T+1, H, W, 1]");

        /** Of the array, for messages. */
        final String shapes;

        FrameLayout(String shapes) {
            this.shapes = shapes;
        }
    }

    public EpisodeFormat {
        names = Map.copyOf(names);
        for (var name : new TreeMap<>(names).keySet()) {
            if (!ARRAYS.contains(name)) {
                throw new IllegalArgumentException("names must be of " + ARRAYS + ", was '" + name + "'");
            }
        }
    }

    /** As {@link EpisodeStore} writes it. */
    public static EpisodeFormat own() {
        return new EpisodeFormat(Map.of(), FrameLayout.HWC);
    }

    /** Whether files are as {@link EpisodeStore} writes them: with every array, so that one that is missing is damage. */
    boolean isOwn() {
        return names.isEmpty();
    }

    /** What the file calls an array. */
    String name(String array) {
        return names.getOrDefault(array, array);
    }
}
