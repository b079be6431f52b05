package dev.reverie.rnn;

import dev.reverie.compute.TransformerSizes;
import dev.reverie.core.Arguments;
import dev.reverie.core.Minimal;
import dev.reverie.core.NamedOptions;
import dev.reverie.core.WorldModel;
import java.util.List;

/** What M remembers with, as configurations have it. */
public sealed interface MemoryConfig {
    /** Such as {@code lstm}. */
    String name();

    /**
     * The memory with its sizes.
     *
     * @param inputs
     *            numbers that it reads in a step
     * @param config
     *            that it is of
     */
    MemoryShape shape(int inputs, MdnRnnConfig config);

    /** The names of the parts of it that a controller may see; told without making anything of its size. */
    List<String> parts();

    /** Width of its output, told without making anything of its size. */
    int width(MdnRnnConfig config);

    /**
     * One of a {@link MemoryProvider}, from the text of its {@link NamedOptions}, such as {@code window steps=4}.
     *
     * @throws IllegalArgumentException
     *             if there is none of that name, or it has no such option
     */
    static MemoryConfig of(String text) {
        return Custom.of(text);
    }

    /** A long short-term memory of {@code hidden} cells, as in the paper. */
    record Lstm() implements MemoryConfig {
        @Override
        public String name() {
            return "lstm";
        }

        @Override
        public MemoryShape shape(int inputs, MdnRnnConfig config) {
            return new LstmShape(inputs, config.hidden(), (float) config.forgetBias(), config.layerNorm());
        }

        @Override
        public List<String> parts() {
            return List.of("h", "c");
        }

        @Override
        public int width(MdnRnnConfig config) {
            return config.hidden();
        }
    }

    /**
     * A causal transformer with linear attention biases (Press, Smith and Lewis 2022), keys and values cached step by step.
     *
     * @param layers
     *            blocks of attention and perceptron
     * @param width
     *            H, of what it puts out; a multiple of {@code heads}
     * @param heads
     *            of each attention
     * @param context
     *            steps that an attention sees, its own among them; over the layers it reaches back layers · (context − 1)
     */
    record Transformer(int layers, int width, int heads, int context) implements MemoryConfig {
        public Transformer {
            Arguments.atLeast(1, "layers", layers);
            Arguments.atLeast(1, "width", width);
            Arguments.atLeast(1, "heads", heads);
            if (context < 1 || context > TransformerSizes.MAX_CONTEXT) {
                throw new IllegalArgumentException("context must be in 1.." + TransformerSizes.MAX_CONTEXT + ", was " + context);
            }
            if (width % heads != 0) {
                throw new IllegalArgumentException("width must be a multiple of heads, was " + width + " with " + heads + " heads");
            }
        }

        /** A small one. */
        @Minimal
        public Transformer() {
            this(2, 128, 4, 64);
        }

        @Override
        public String name() {
            return "transformer";
        }

        @Override
        public MemoryShape shape(int inputs, MdnRnnConfig config) {
            return new TransformerShape(new TransformerSizes(inputs, width, layers, heads, context));
        }

        @Override
        public List<String> parts() {
            return List.of("h");
        }

        @Override
        public int width(MdnRnnConfig config) {
            return width;
        }
    }

    /**
     * One that a {@link MemoryProvider} makes.
     *
     * @param memory
     *            its name and options
     */
    record Custom(NamedOptions memory) implements MemoryConfig {
        public Custom {
            MemoryProvider.make(memory, 1);
        }

        /** From the text. */
        public static Custom of(String text) {
            return new Custom(NamedOptions.of(text));
        }

        @Override
        public String name() {
            return memory.name();
        }

        @Override
        public MemoryShape shape(int inputs, MdnRnnConfig config) {
            return MemoryProvider.make(memory, inputs);
        }

        @Override
        public List<String> parts() {
            return MemoryProvider.make(memory, 1).parts().stream().map(WorldModel.Part::name).toList();
        }

        @Override
        public int width(MdnRnnConfig config) {
            return MemoryProvider.make(memory, 1).width();
        }

        @Override
        public String toString() {
            return memory.toString();
        }
    }
}
