package dev.reverie.core;

import dev.reverie.core.EpisodeFormat.FrameLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads episodes, and latents of episodes, from files of a given {@link EpisodeFormat}, whatever wrote them.
 *
 * <p>Element types and shapes are converted where nothing is lost: whole numbers and flags exactly, f64 to the nearest f32, one flag a step
 * to the last one, [T] to [T, 1]. Every kind of conversion is told once. Safe for many threads.
 */
public final class EpisodeReader {
    private final EpisodeFormat format;
    private final Consumer<String> told;
    private final Set<String> before = ConcurrentHashMap.newKeySet();

    /**
     * @param told
     *            is told of every kind of conversion once, in words: {@code reward: <f8 is read as <f4}
     */
    public EpisodeReader(EpisodeFormat format, Consumer<String> told) {
        this.format = format;
        this.told = told;
    }

    /** Of files as {@link EpisodeStore} writes them; conversions are made and not told. */
    public static EpisodeReader own() {
        return new EpisodeReader(EpisodeFormat.own(), note -> {
        });
    }

    /**
     * Reads one file.
     *
     * @throws FileException
     *             with its path and what is wrong: not there, truncated, damaged, an array missing, of a type or shape that cannot be read,
     *             or an observation that is no finite number
     */
    public Episode read(Path file) {
        return read(file, Reading::episode);
    }

    /**
     * Reads a file of latents.
     *
     * @throws FileException
     *             as {@link #read}; also if a mean, a log-variance or an action is no finite number. Whoever uses rewards checks them.
     */
    public Latents latents(Path file) {
        return read(file, Reading::latents);
    }

    /**
     * The steps of the episode in a file, without reading its frames.
     *
     * @throws FileException
     *             if the file is missing, truncated or damaged
     */
    public int length(Path file) {
        return read(file, reading -> reading.rewards().length);
    }

    private <T> T read(Path file, Function<Reading, T> reading) {
        try (var npz = Npz.open(file)) {
            return reading.apply(new Reading(npz));
        } catch (IllegalArgumentException e) {
            throw new FileException(file, e.getMessage(), new IOException(e));
        }
    }

    private void tell(String note) {
        if (before.add(note)) {
            told.accept(note);
        }
    }

    /** One file. */
    private final class Reading {
        private final Npz npz;
        private final Set<String> names;

        Reading(Npz npz) {
            this.npz = npz;
            names = npz.names();
        }

        private boolean has(String array) {
            return names.contains(format.name(array));
        }

        private Npy raw(String array) {
            if (!has(array)) {
                throw new IllegalArgumentException("it has no array '" + format.name(array) + "', only " + names
                        + "; add it in numpy, or say under which name the " + array + " is");
            }
            return npz.array(format.name(array));
        }

        private Npy as(Npy.Type type, String array) {
            return as(type, array, raw(array));
        }

        private Npy as(Npy.Type type, String array, Npy found) {
            var cast = NpyCast.to(type, format.name(array), found);
            // The same element under another of numpy's names is no conversion.
            if (!found.stored().substring(1).equals(type.descr.substring(1)) || cast.rounded()) {
                tell(format.name(array) + ": " + found.stored() + " is read as " + type.descr + (cast.rounded() ? ", rounded" : ""));
            }
            return cast.array();
        }

        Episode episode() {
            var observations = observations();
            var reward = rewards();
            int steps = reward.length;
            var action = actions(steps);
            if (observations.count() == steps) {
                throw new IllegalArgumentException("observations must be steps + 1 = " + (steps + 1) + ", were " + steps
                        + "; append what was seen after the last step, or drop the last action, reward and flag");
            }
            boolean terminated = terminated(steps);
            return new Episode(observations, action, reward, terminated, truncated(terminated, steps), seed(), signals(steps));
        }

        Latents latents() {
            var mean = as(Npy.Type.F4, "mean");
            var logvar = as(Npy.Type.F4, "logvar");
            if (mean.shape().length != 2 || !Arrays.equals(mean.shape(), logvar.shape())) {
                throw new IllegalArgumentException(
                        format.name("mean") + " and " + format.name("logvar") + " must be <f4[T+1, Z], were " + mean
                                + " and " + logvar);
            }
            int size = Math.max(1, mean.shape()[1]);
            Finite.check(format.name("mean"), "frame", mean.floats(), size);
            Finite.check(format.name("logvar"), "frame", logvar.floats(), size);
            var reward = rewards();
            var action = actions(reward.length);
            Finite.check(format.name("action"), "step", action, action.length / Math.max(1, reward.length));
            boolean terminated = terminated(reward.length);
            return new Latents(new Gaussians(mean.shape()[1], mean.floats(), logvar.floats()), action, reward, terminated,
                    truncated(terminated, reward.length), seed(), signals(reward.length));
        }

        private Map<String, float[]> signals(int steps) {
            var signals = new TreeMap<String, float[]>();
            for (var name : names) {
                if (name.startsWith(EpisodeFormat.SIGNAL)) {
                    var signal = NpyCast.to(Npy.Type.F4, name, npz.array(name)).array();
                    if (signal.size() != steps) {
                        throw new IllegalArgumentException(name + " must be <f4[" + steps + "], one for each step, was " + signal);
                    }
                    Finite.check(name, "step", signal.floats(), 1);
                    signals.put(name.substring(EpisodeFormat.SIGNAL.length()), signal.floats());
                }
            }
            return signals;
        }

        private float[] actions(int steps) {
            var action = as(Npy.Type.F4, "action");
            if (action.shape().length == 1) {
                tell(format.name("action") + ": [T] is read as [T, 1]");
                action = action.shaped(action.size(), 1);
            }
            if (action.shape().length != 2 || action.shape()[0] != steps) {
                throw new IllegalArgumentException(format.name("action") + " must be <f4[" + steps + ", A], was " + action
                        + ": one row for each of the rewards");
            }
            return action.floats();
        }

        /** Whether one flag stands for both. */
        private boolean isDone() {
            return !has("terminated") && !has("truncated") && has("done");
        }

        private boolean terminated(int steps) {
            if (!isDone()) {
                return flag("terminated", steps);
            }
            tell(format.name("done") + ": is read as terminated; an episode that is not done was truncated");
            return flag("done", steps);
        }

        private boolean truncated(boolean terminated, int steps) {
            if (isDone()) {
                return !terminated;
            }
            if (has("truncated") || format.isOwn()) {
                return flag("truncated", steps);
            }
            tell("truncated: there is none; an episode that did not terminate was truncated");
            return !terminated;
        }

        private long seed() {
            if (!has("seed") && !format.isOwn()) {
                tell("seed: there is none; 0 is taken");
                return 0;
            }
            var seed = as(Npy.Type.I8, "seed");
            if (seed.size() != 1) {
                throw new IllegalArgumentException(format.name("seed") + " must be one element, was " + seed);
            }
            return seed.longs()[0];
        }

        private float[] rewards() {
            var reward = as(Npy.Type.F4, "reward");
            int[] shape = reward.shape();
            if (shape.length == 0 || reward.size() != shape[0]) {
                throw new IllegalArgumentException(format.name("reward") + " must be <f4[T], was " + reward);
            }
            if (shape.length > 1) {
                tell(format.name("reward") + ": [T, 1] is read as [T]");
            }
            return reward.floats();
        }

        private boolean flag(String array, int steps) {
            var flags = as(Npy.Type.B1, array);
            int size = flags.size();
            if (size != 1 && size != steps) {
                throw new IllegalArgumentException(format.name(array) + " must be one flag, or one for each of " + steps + " steps, was "
                        + flags);
            }
            for (int t = 0; t < size - 1; t++) {
                if (flags.flags()[t] != 0) {
                    throw new IllegalArgumentException(format.name(array) + " must be true at the last step only, was true at step " + t
                            + " of " + steps + ", counted from 0; write each episode to a file of its own");
                }
            }
            if (size > 1) {
                tell(format.name(array) + ": one flag a step is read as that of the last step");
            }
            return flags.flags()[size - 1] != 0;
        }

        private Observations observations() {
            var obs = raw("obs");
            int axes = obs.shape().length;
            if (format.layout() != FrameLayout.HWC || axes == 4) {
                return frames(obs);
            }
            if (axes != 1 && axes != 2) {
                throw wrong(obs);
            }
            var vectors = as(Npy.Type.F4, "obs", obs);
            if (axes == 1) {
                tell(format.name("obs") + ": [T+1] is read as [T+1, 1]");
            }
            int width = axes == 1 ? 1 : obs.shape()[1];
            Finite.check(format.name("obs"), "frame", vectors.floats(), Math.max(1, width));
            return new Observations.Vectors(obs.shape()[0], width, vectors.floats());
        }

        private Observations.Frames frames(Npy obs) {
            int[] shape = obs.shape();
            if (format.layout() == FrameLayout.GREY && shape.length == 3) {
                return grey(obs, shape[0], shape[1], shape[2]);
            }
            if (shape.length != 4) {
                throw wrong(obs);
            }
            if (format.layout() == FrameLayout.GREY) {
                if (shape[1] != 1 && shape[3] != 1) {
                    throw wrong(obs);
                }
                return shape[3] == 1 ? grey(obs, shape[0], shape[1], shape[2]) : grey(obs, shape[0], shape[2], shape[3]);
            }
            var pixels = as(Npy.Type.U1, "obs", obs).bytes();
            if (format.layout() == FrameLayout.HWC) {
                return new Observations.Frames(shape[0], shape[1], shape[2], shape[3], pixels);
            }
            tell(format.name("obs") + ": [T+1, C, H, W] is read as [T+1, H, W, C]");
            return Observations.Frames.ofPlanes(shape[0], shape[1], shape[2], shape[3], pixels);
        }

        private Observations.Frames grey(Npy obs, int count, int height, int width) {
            var pixels = as(Npy.Type.U1, "obs", obs).bytes();
            tell(format.name("obs") + ": grey is repeated for red, green and blue");
            return Observations.Frames.ofGrey(count, height, width, pixels);
        }

        private IllegalArgumentException wrong(Npy obs) {
            return new IllegalArgumentException(format.name("obs") + " must be " + format.layout().shapes + ", was " + obs
                    + (obs.shape().length == 3 && format.layout() == FrameLayout.HWC
                            ? "; if these are grey frames, read them in the layout GREY"
                            : "; bring it to this shape in numpy with reshape or transpose"));
        }
    }
}
