package dev.reverie.experiments.config;

import com.sun.management.OperatingSystemMXBean;
import dev.reverie.core.Decimal;
import dev.reverie.rnn.MdnRnnConfig;
import dev.reverie.rnn.MemoryConfig;
import dev.reverie.vae.VaeConfig;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Refuses sizes that cannot be held, before any work. The estimates are rough and low: what passes may still be too large, what is refused
 * certainly is.
 */
public final class SizeLimits {
    private static final double FLOAT = 4;
    /** A parameter, its gradient and Adam's two moments. */
    private static final double TRAINED = 4 * FLOAT;
    private static final int ACTIONS = 3;
    /** A name of a file, or what is kept of a played episode. */
    private static final double RECORD = 64;

    /** A parameter of a candidate, and what the strategy keeps beside it. */
    private static final double CANDIDATE = 3 * 8;

    private SizeLimits() {
    }

    /** One size among several: how much larger it is than usual says whether it is to blame. */
    private record Size(String name, long value, double usual) {
        double excess() {
            return value / usual;
        }
    }

    /**
     * What Java holds in arrays and objects.
     *
     * @throws IllegalArgumentException
     *             if the heap can never be large enough as it is set
     */
    public static void onHeap(String name, long value, double bytes) {
        long most = Runtime.getRuntime().maxMemory();
        if (bytes > most) {
            throw new IllegalArgumentException(tooLarge(name, value, bytes) + "the heap is at most " + amount(most)
                    + "; lower it, or raise the heap, such as " + largerHeap());
        }
    }

    /** How to get at least twice the heap. */
    public static String largerHeap() {
        return "REVERIE_JAVA_OPTS='-Xmx" + Math.max(1, Long.highestOneBit(Runtime.getRuntime().maxMemory() - 1 >> 30) * 4) + "g'";
    }

    private static void inMachine(double bytes, Size... sizes) {
        long most = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        if (bytes > most) {
            var largest = Stream.of(sizes).max(Comparator.comparingDouble(Size::excess)).orElseThrow();
            throw new IllegalArgumentException(
                    tooLarge(largest.name, largest.value, bytes) + "this machine has " + amount(most) + "; lower it");
        }
    }

    private static String tooLarge(String name, long value, double bytes) {
        return name + " must fit into memory, was " + value + ", which takes about " + amount(bytes) + ", and ";
    }

    private static String amount(double bytes) {
        return bytes < 1 << 30 ? String.format(Locale.ROOT, "%,.0f MiB", bytes / (1 << 20))
                : String.format(Locale.ROOT, "%,.1f GiB", bytes / (1 << 30));
    }

    /** All sizes of an experiment. */
    public static void check(ExperimentConfig config) {
        check("vae.", config.vae());
        check("rnn.", config.rnn(), config.vae().latent());
        episodes("collect.episodes", config.collect().episodes());
        episodes("evaluate.episodes", config.evaluate().episodes());
        episodes("evaluate.randomEpisodes", config.evaluate().randomEpisodes());
        var evolve = config.evolve();
        double parameters = ACTIONS * (config.vae().latent() + 2.0 * config.rnn().width());
        onHeap("evolve.population", evolve.population(), CANDIDATE * parameters * evolve.population());
        onHeap("evolve.repeats", evolve.repeats(), RECORD * evolve.repeats() * evolve.population());
    }

    /** Of an evolution strategy, whose candidates have so many parameters at least. */
    public static void population(int population, double parameters) {
        onHeap("population", population, CANDIDATE * parameters * population);
    }

    /** Of hidden layers such as {@code 32,16}, behind at least one number; what are no widths is not judged here. */
    public static void layers(String widths) {
        double parameters = 0;
        double before = 1;
        for (var text : widths.split(",")) {
            double width = Decimal.parse(text).orElse(0);
            parameters += before * width;
            onHeap("layers", (long) width, 8 * parameters);
            before = width;
        }
        if (parameters > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("layers must have fewer than 2^31 parameters, were " + widths);
        }
    }

    /** Of episodes that are played or kept. */
    public static void episodes(String name, long count) {
        onHeap(name, count, RECORD * count);
    }

    /**
     * V, in training.
     *
     * @param path
     *            in front of the names of its keys
     */
    public static void check(String path, VaeConfig vae) {
        double w = vae.width();
        double z = vae.latent();
        double parameters = 16 * (3 * w + 42 * w * w) + 3 * 32 * w * z + 25 * 128 * w * w + 25 * 8 * w * w + 36 * 2 * w * w;
        double activations = w * (31 * 31 + 2 * 14 * 14 + 4 * 36 + 32 + 100 + 338 + 900) + 2 * 64 * 64 * 3 + 3 * z;
        inMachine(TRAINED * parameters + FLOAT * vae.batch() * activations, new Size(path + "latent", vae.latent(), 32),
                new Size(path + "width", vae.width(), 32), new Size(path + "batch", vae.batch(), 100));
    }

    /** M, in training; see {@link #check(String, VaeConfig)}. */
    public static void check(String path, MdnRnnConfig rnn, int latent) {
        double h = rnn.width();
        double outputs = 3.0 * rnn.components() * latent + 3.0 * rnn.heads().reward() + 1;
        boolean lstm = rnn.memory() instanceof MemoryConfig.Lstm;
        double layers = rnn.memory() instanceof MemoryConfig.Transformer transformer ? transformer.layers() : 0;
        double parameters = h * (lstm ? 4 * (latent + ACTIONS + h) : latent + ACTIONS + 12 * layers * h) + h * outputs;
        double steps = (double) rnn.windows().length() * rnn.windows().batch();
        inMachine(TRAINED * parameters + FLOAT * steps * ((lstm ? 6 : 10 * layers) * h + outputs),
                lstm ? new Size(path + "hidden", rnn.hidden(), 256) : new Size(path + "memory.width", rnn.width(), 128),
                new Size(path + "memory.layers", (long) layers, 2),
                new Size(path + "components", rnn.components(), 5), new Size(path + "heads.reward", rnn.heads().reward(), 5),
                new Size(path + "windows.length", rnn.windows().length(), 500),
                new Size(path + "windows.batch", rnn.windows().batch(), 100));
    }
}
