package dev.reverie.rnn;

import dev.reverie.compute.Precision;
import dev.reverie.core.Arguments;
import dev.reverie.core.Decimal;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Minimal;
import dev.reverie.core.NamedOptions;
import dev.reverie.mdn.Factorisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What M is and how it is trained, after Ha and Schmidhuber (2018). For DoomTakeCover: input [z, a, restart], output a restart logit and a
 * mixture for every latent element; for CarRacing, without restart: input [z, a].
 *
 * @param hidden
 *            H, cells of the LSTM; the paper's is 512. Not used where the memory is a transformer; nor are forgetBias and layerNorm
 * @param components
 *            K, of each latent element's mixture; the paper's is 5
 * @param forgetBias
 *            added to the forget gate; the paper's is 1
 * @param windows
 *            which pieces of episodes it is trained on
 * @param steps
 *            updates
 * @param rate
 *            of Adam
 * @param clip
 *            gradients are clipped to it, the paper's at 1
 * @param restartWeight
 *            of the restart head's cross-entropy where an episode ends; the paper's is 10
 * @param dropout
 *            share of the memory that the head does not see in training, drawn anew for every step; in 0..1, without 1; the paper's is 0,
 *            and fewer episodes than its 10,000 want more, since deaths are rare and soon known by heart
 * @param heldOut
 *            share of the episodes kept from training, to measure on; in 0..0.5
 * @param heads
 *            what it tells beside the next latent
 * @param clipping
 *            what of a gradient is held to {@code clip}
 * @param factorisation
 *            whether each latent element has a mixture of its own, as in the paper, or all have one together, as in other reproductions
 * @param layerNorm
 *            whether the memory's gates and cell are normalised, each over the hidden units (Ba, Kiros and Hinton 2016), with 6·H more
 *            parameters; the paper's code offers it and leaves it off
 * @param precision
 *            of the operands of all products in training, forward and backward; parameters, sums and memory are f32
 * @param memory
 *            what it remembers with
 * @param members
 *            how many M's are trained, each from other initial weights and in another order: several make an {@link Ensemble}
 */
public record MdnRnnConfig(int hidden, int components, double forgetBias, Windows windows, int steps, LearningRate rate, double clip,
        double restartWeight, double dropout, double heldOut, Heads heads, Clipping clipping, Factorisation factorisation,
        boolean layerNorm, Precision precision, MemoryConfig memory, int members) {
    /**
     * Pieces of episodes.
     *
     * @param length
     *            T, steps of a piece; where a piece is shorter, it is padded and masked
     * @param batch
     *            B, pieces in an update
     * @param atEnd
     *            share of the pieces that meet their episode's end for certain, where ends are rare and matter; in 0..1, and 0 where the
     *            sequences are not random
     * @param sequences
     *            which pieces, and what M remembers where they begin
     */
    public record Windows(int length, int batch, double atEnd, Sequences sequences) {
        public Windows {
            Arguments.atLeast(1, "length", length);
            Arguments.atLeast(1, "batch", batch);
            if (!(atEnd >= 0 && atEnd <= 1)) {
                throw new IllegalArgumentException("atEnd must be in 0..1, was " + atEnd);
            }
            Objects.requireNonNull(sequences, "sequences");
            if (atEnd > 0 && sequences != Sequences.RANDOM) {
                throw new IllegalArgumentException("atEnd must be 0 where sequences is " + sequences
                        + ", which meets every end as often as any other step, was " + atEnd);
            }
        }

        /** Random pieces. */
        @Minimal
        public Windows(int length, int batch, double atEnd) {
            this(length, batch, atEnd, Sequences.RANDOM);
        }
    }

    /** How episodes are cut into what an update sees. */
    public enum Sequences {
        /** Pieces from anywhere, each begun with empty memory. */
        RANDOM,
        /** Whole episodes, as the paper's CarRacing: each once before any comes again. None may be longer than T. */
        WHOLE,
        /**
         * B streams of episode after episode, cut into chunks of T: memory is carried over from a stream's chunk to its next and emptied
         * where an episode begins, as the paper's DoomTakeCover. Gradients end with the chunk.
         */
        CARRIED
    }

    /**
     * What M tells beside the next latent. As a list of texts: {@code restart}; {@code reward} or {@code reward components=5}; and others.
     *
     * @param restart
     *            whether the episode is over, which ends dreams; M is then told, too, where an episode begins. The paper's DoomTakeCover
     *            has it, its CarRacing does not
     * @param reward
     *            components of a mixture over the reward of the step, which is then what dreams pay: 1 is a Gaussian, 0 is no such head, as
     *            in the paper, and dreams pay 1 a step
     * @param more
     *            other heads, each as the text of its {@link NamedOptions}, such as {@code signal of=health}: {@link HeadProvider} says
     *            which there are
     */
    public record Heads(boolean restart, int reward, List<String> more) {
        /** The paper's DoomTakeCover. */
        public static final Heads RESTART = new Heads(true, 0);
        /** The paper's CarRacing. */
        public static final Heads NONE = new Heads(false, 0);

        public Heads {
            Arguments.atLeast(0, "reward", reward);
            more = more.stream().map(text -> NamedOptions.of(text).toString()).toList();
            var names = heads(more).stream().map(Head::name).toList();
            if (names.stream().distinct().count() < names.size()) {
                throw new IllegalArgumentException("more must be heads of different names, were " + names);
            }
        }

        /** Without others. */
        @Minimal
        public Heads(boolean restart, int reward) {
            this(restart, reward, List.of());
        }

        /** From a list of texts. */
        public static Heads of(List<String> texts) {
            boolean restart = false;
            int reward = 0;
            var more = new ArrayList<String>();
            for (var text : texts) {
                var head = NamedOptions.of(text);
                if (head.name().equals("restart")) {
                    head.check(List.of());
                    restart = true;
                } else if (head.name().equals("reward")) {
                    head.check(List.of("components"));
                    reward = Decimal.integer(head.options().getOrDefault("components", "1"));
                } else {
                    more.add(text);
                }
            }
            return new Heads(restart, reward, more);
        }

        private static List<Head> heads(List<String> texts) {
            return texts.stream().map(text -> Head.of(NamedOptions.of(text))).toList();
        }

        /** Names of recorded signals that they are compared with. */
        public List<String> signals() {
            return others().stream().flatMap(head -> head.signals().stream()).distinct().toList();
        }

        /** The others. */
        List<Head> others() {
            return heads(more);
        }
    }

    /** What of a gradient is held to a bound. */
    public enum Clipping {
        /** Every element, to ±bound, as in the paper. */
        VALUE,
        /** The length of the whole, which keeps its direction. */
        NORM
    }

    public MdnRnnConfig {
        Arguments.atLeast(1, "hidden", hidden);
        Arguments.atLeast(1, "components", components);
        if (!Double.isFinite(forgetBias)) {
            throw new IllegalArgumentException("forgetBias must be finite, was " + forgetBias);
        }
        Objects.requireNonNull(windows, "windows");
        Objects.requireNonNull(heads, "heads");
        Objects.requireNonNull(clipping, "clipping");
        Objects.requireNonNull(factorisation, "factorisation");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(memory, "memory");
        Arguments.atLeast(1, "members", members);
        Arguments.atLeast(1, "steps", steps);
        Objects.requireNonNull(rate, "rate");
        if (!(clip > 0)) {
            throw new IllegalArgumentException("clip must be > 0, was " + clip);
        }
        if (!(restartWeight >= 0) || Double.isInfinite(restartWeight)) {
            throw new IllegalArgumentException("restartWeight must be >= 0, was " + restartWeight);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be in 0..1, without 1, was " + dropout);
        }
        if (!(heldOut >= 0 && heldOut <= 0.5)) {
            throw new IllegalArgumentException("heldOut must be in 0..0.5, was " + heldOut);
        }
    }

    /** One, with an LSTM, mixtures and heads as in the paper's DoomTakeCover, gradients clipped by value, in f32. */
    @Minimal
    public MdnRnnConfig(int hidden, int components, double forgetBias, Windows windows, int steps, LearningRate rate, double clip,
            double restartWeight, double dropout, double heldOut) {
        this(hidden, components, forgetBias, windows, steps, rate, clip, restartWeight, dropout, heldOut, Heads.RESTART, Clipping.VALUE,
                Factorisation.PER_DIMENSION, false, Precision.F32, new MemoryConfig.Lstm(), 1);
    }

    /**
     * The paper's M for DoomTakeCover: 512 cells, chunks of 100 steps with memory carried over; as in the preset takecover-paper, in f32.
     */
    public static MdnRnnConfig paper(int updates) {
        return carried(512, updates, LearningRate.falling(1e-3, 1e-5, 1.0 / updates));
    }

    /**
     * As in the preset takecover, in f32: what learns fast from few episodes.
     *
     * @param hidden
     *            cells of the LSTM, such as 256
     */
    public static MdnRnnConfig of(int hidden, int updates) {
        return carried(hidden, updates, LearningRate.falling(2e-3, 1e-4, 1.0 / updates));
    }

    private static MdnRnnConfig carried(int hidden, int updates, LearningRate rate) {
        return new MdnRnnConfig(hidden, 5, 1, new Windows(100, 50, 0, Sequences.CARRIED), updates, rate, 1, 10, 0, 0.05);
    }

    public MdnRnnConfig withHeads(Heads other) {
        return new MdnRnnConfig(hidden, components, forgetBias, windows, steps, rate, clip, restartWeight, dropout, heldOut, other,
                clipping, factorisation, layerNorm, precision, memory, members);
    }

    public MdnRnnConfig withClipping(Clipping other) {
        return new MdnRnnConfig(hidden, components, forgetBias, windows, steps, rate, clip, restartWeight, dropout, heldOut, heads, other,
                factorisation, layerNorm, precision, memory, members);
    }

    public MdnRnnConfig withFactorisation(Factorisation other) {
        return new MdnRnnConfig(hidden, components, forgetBias, windows, steps, rate, clip, restartWeight, dropout, heldOut, heads,
                clipping, other, layerNorm, precision, memory, members);
    }

    public MdnRnnConfig withLayerNorm(boolean other) {
        return new MdnRnnConfig(hidden, components, forgetBias, windows, steps, rate, clip, restartWeight, dropout, heldOut, heads,
                clipping, factorisation, other, precision, memory, members);
    }

    public MdnRnnConfig withPrecision(Precision other) {
        return new MdnRnnConfig(hidden, components, forgetBias, windows, steps, rate, clip, restartWeight, dropout, heldOut, heads,
                clipping, factorisation, layerNorm, other, memory, members);
    }

    public MdnRnnConfig withMemory(MemoryConfig other) {
        return new MdnRnnConfig(hidden, components, forgetBias, windows, steps, rate, clip, restartWeight, dropout, heldOut, heads,
                clipping, factorisation, layerNorm, precision, other, members);
    }

    public MdnRnnConfig withMembers(int other) {
        return new MdnRnnConfig(hidden, components, forgetBias, windows, steps, rate, clip, restartWeight, dropout, heldOut, heads,
                clipping, factorisation, layerNorm, precision, memory, other);
    }

    /** The names of the parts of the memory that a controller may see. */
    public List<String> parts() {
        return memory.parts();
    }

    /** Width of the memory's output: the cells of an LSTM. One of your own may be wider, if that depends on what it reads. */
    public int width() {
        return memory.width(this);
    }

    /** The memory with its sizes. */
    MemoryShape memory(int inputs) {
        return memory.shape(inputs, this);
    }

    public MdnRnnConfig withComponents(int other) {
        return new MdnRnnConfig(hidden, other, forgetBias, windows, steps, rate, clip, restartWeight, dropout, heldOut, heads, clipping,
                factorisation, layerNorm, precision, memory, members);
    }

    public MdnRnnConfig withWindows(Windows other) {
        return new MdnRnnConfig(hidden, components, forgetBias, other, steps, rate, clip, restartWeight, dropout, heldOut, heads, clipping,
                factorisation, layerNorm, precision, memory, members);
    }
}
