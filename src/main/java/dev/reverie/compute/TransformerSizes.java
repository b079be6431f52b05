package dev.reverie.compute;

import dev.reverie.core.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * The sizes of a {@link Transformer}, and where its arrays stand in the one buffer of its parameters.
 *
 * @param inputs
 *            C, width of an input row
 * @param width
 *            W, width of the residual stream and of the output; a multiple of {@code heads}
 * @param layers
 *            L, blocks of attention and multilayer perceptron
 * @param heads
 *            of each attention, W / heads wide
 * @param context
 *            steps that an attention sees: its own and those before it
 */
public record TransformerSizes(int inputs, int width, int layers, int heads, int context) {
    /** The largest context. Keys and values take 2·L·W floats a step of it, for each row. */
    public static final int MAX_CONTEXT = 1 << 16;
    /** Width of the perceptron's hidden layer, in W. */
    static final int EXPANSION = 4;

    /** A weight [inputs, outputs] at {@code at}, its bias [outputs] right after it. */
    record Linear(String name, int at, int inputs, int outputs) {
        int bias() {
            return at + inputs * outputs;
        }

        int end() {
            return bias() + outputs;
        }
    }

    /** The arrays of one block; a norm is a gain [W] and a shift [W] after it. */
    record Layer(int attentionNorm, Linear qkv, Linear out, int perceptronNorm, Linear up, Linear down) {
    }

    public TransformerSizes {
        Arguments.atLeast(1, "inputs", inputs);
        Arguments.atLeast(1, "width", width);
        Arguments.atLeast(1, "layers", layers);
        Arguments.atLeast(1, "heads", heads);
        if (context < 1 || context > MAX_CONTEXT) {
            throw new IllegalArgumentException("context must be in 1.." + MAX_CONTEXT + ", was " + context);
        }
        if (width % heads != 0) {
            throw new IllegalArgumentException("width must be a multiple of heads, was " + width + " with " + heads + " heads");
        }
        double parameters = (inputs + 3.0) * width + layers * (12.0 * width + 13) * width;
        if (Math.max(parameters, 2.0 * layers * context * width) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("sizes must make fewer than 2^31 parameters, and keys and values of a row, were inputs "
                    + inputs + ", width " + width + ", layers " + layers + ", context " + context);
        }
    }

    /** Width of a head. */
    int headWidth() {
        return width / heads;
    }

    /** Steps that a sequence remembers of those before it. */
    int past() {
        return context - 1;
    }

    /**
     * What head i's scores lose for each step of distance, 2^(−8(i+1)/heads) (Press, Smith and Lewis 2022, section 3; for any number of
     * heads).
     */
    public float slope(int head) {
        return (float) Math.pow(2, -8.0 * (head + 1) / heads);
    }

    Linear embedding() {
        return new Linear("embedding", 0, inputs, width);
    }

    Layer layer(int l) {
        int norm = embedding().end() + l * (12 * width + 13) * width;
        String name = "layer." + l + ".";
        var qkv = new Linear(name + "qkv", norm + 2 * width, width, 3 * width);
        var out = new Linear(name + "out", qkv.end(), width, width);
        var up = new Linear(name + "up", out.end() + 2 * width, width, EXPANSION * width);
        return new Layer(norm, qkv, out, out.end(), up, new Linear(name + "down", up.end(), EXPANSION * width, width));
    }

    /** Of the last norm. */
    int norm() {
        return layer(layers).attentionNorm();
    }

    /** Floats in the parameters. */
    public int parameterCount() {
        return norm() + 2 * width;
    }

    /** Floats that one sequence carries over: keys and values [L, context − 1, 2W], and how many of them are filled. */
    public int memorySize() {
        return layers * past() * 2 * width + 1;
    }

    /**
     * All arrays in their order: {@code embedding.weight} [C, W] and {@code .bias} [W]; for each layer l {@code layer.l.norm1.gain} and
     * {@code .shift} [W], {@code layer.l.qkv.weight} [W, 3W], {@code out} [W, W], {@code norm2}, {@code up} [W, 4W], {@code down} [4W, W],
     * each with its bias; {@code norm.gain} and {@code norm.shift} [W].
     */
    public List<NamedArray> arrays() {
        var all = new ArrayList<NamedArray>();
        add(all, embedding());
        for (int l = 0; l < layers; l++) {
            var layer = layer(l);
            addNorm(all, "layer." + l + ".norm1", layer.attentionNorm());
            add(all, layer.qkv());
            add(all, layer.out());
            addNorm(all, "layer." + l + ".norm2", layer.perceptronNorm());
            add(all, layer.up());
            add(all, layer.down());
        }
        addNorm(all, "norm", norm());
        return List.copyOf(all);
    }

    private static void add(List<NamedArray> all, Linear linear) {
        all.add(new NamedArray(linear.name() + ".weight", linear.at(), List.of(linear.inputs(), linear.outputs())));
        all.add(new NamedArray(linear.name() + ".bias", linear.bias(), List.of(linear.outputs())));
    }

    private void addNorm(List<NamedArray> all, String name, int at) {
        all.add(new NamedArray(name + ".gain", at, List.of(width)));
        all.add(new NamedArray(name + ".shift", at + width, List.of(width)));
    }
}
