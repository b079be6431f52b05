package dev.reverie.compute;

import java.util.ArrayList;
import java.util.List;

/**
 * A causal transformer over a sequence, forward and backward, on all threads.
 *
 * <p>A row is embedded linearly, x = row·W + b; each of L blocks adds attention and a perceptron, x += attention(norm(x)), x +=
 * perceptron(norm(x)), the norms before them (Xiong et al. 2020); the output is h = norm(x). Attention is causal, has linear biases in
 * place of positions (Press, Smith and Lewis 2022) and sees at most {@code context} steps, its own among them, none of them before the
 * episode's beginning. The perceptron is [W, 4W, W] with rectified linear units.
 *
 * <p>Keys and values of the steps before the sequence can be carried over; no gradient goes back to them (Dai et al. 2019). The batch is
 * cut into shards by its size alone, and weight gradients are summed over shards in order, so the number of threads changes no bit.
 *
 * <p>A plan for one shape: it keeps what backward needs of the last forward (about 10·L·W floats a row). Give the weights again after each
 * change of them. Sequences are time-major: row b of step t is row t·B + b.
 */
public final class Transformer implements AutoCloseable {
    private static final int MAX_SHARDS = 8;

    private final TransformerSizes sizes;
    private final int steps;
    private final int batch;
    private final Engine engine;
    private final List<TransformerShard> shards = new ArrayList<>();
    /** A copy of the weights, and the matrices among them as the shards want them. */
    private final Floats parameters;
    private final TransformerShard.Packs packs;
    private boolean weighted;
    private boolean remembers;

    private Transformer(TransformerSizes sizes, int steps, int batch, Precision precision, Engine engine) {
        this.sizes = sizes;
        this.steps = steps;
        this.batch = batch;
        this.engine = engine;
        parameters = Floats.allocate(sizes.parameterCount());
        int parts = Math.min(MAX_SHARDS, batch);
        for (int i = 0; i < parts; i++) {
            int from = batch * i / parts;
            shards.add(new TransformerShard(sizes, steps, batch, from, batch * (i + 1) / parts, precision, engine));
        }
        packs = shards.get(0).allocate();
    }

    /**
     * @param steps
     *            T, steps of a sequence
     * @param batch
     *            B, sequences
     * @param precision
     *            of the operands of all products with weights, forward and backward; attention's own, sums and all that is given and taken
     *            are f32
     */
    public static Transformer of(TransformerSizes sizes, int steps, int batch, Precision precision, Engine engine) {
        if (steps < 1 || batch < 1) {
            throw new IllegalArgumentException("steps and batch must be >= 1, were " + steps + " and " + batch);
        }
        return new Transformer(sizes, steps, batch, precision, engine);
    }

    /**
     * Takes a copy of the weights, packed.
     *
     * @param parameters
     *            as {@link TransformerSizes#arrays} has them
     */
    public void weights(Floats parameters) {
        Floats.check("parameters", parameters, sizes.parameterCount());
        this.parameters.put(0, parameters, 0, parameters.size());
        shards.get(0).pack(this.parameters, packs);
        weighted = true;
    }

    /**
     * Runs the sequence.
     *
     * @param x
     *            [T, B, C]
     * @param resets
     *            [T, B], or null for none: where it is not 0, an episode begins and nothing before it is seen
     * @param memory
     *            [B, {@link TransformerSizes#memorySize}], zeros for nothing: of the steps before the sequence, and then up to its last;
     *            null for nothing
     * @param h
     *            [T, B, W], gets the outputs
     */
    public void forward(Floats x, Floats resets, Floats memory, Floats h) {
        if (!weighted) {
            throw new IllegalStateException("no weights yet; call weights(parameters) first");
        }
        Floats.check("x", x, (long) steps * batch * sizes.inputs());
        if (resets != null) {
            Floats.check("resets", resets, (long) steps * batch);
        }
        if (memory != null) {
            Floats.check("memory", memory, (long) batch * sizes.memorySize());
        }
        Floats.check("h", h, (long) steps * batch * sizes.width());
        engine.pool().run(shards.size(), i -> shards.get(i).forward(parameters, packs, x, resets, memory, h));
        remembers = true;
    }

    /**
     * The gradient of the last forward, once a forward.
     *
     * @param dh
     *            [T, B, W], gradient of every output
     * @param gradients
     *            of the parameters, overwritten
     */
    public void backward(Floats dh, Floats gradients) {
        if (!remembers) {
            throw new IllegalStateException("nothing to go back through; call forward first, once for each backward");
        }
        Floats.check("dh", dh, (long) steps * batch * sizes.width());
        Floats.check("gradients", gradients, sizes.parameterCount());
        engine.pool().run(shards.size(), i -> shards.get(i).backward(parameters, packs, dh));
        Sums.into(engine.pool(), engine.kernels(), gradients, shards.stream().map(TransformerShard::gradients).toList());
        remembers = false;
    }

    @Override
    public void close() {
        shards.forEach(TransformerShard::close);
        packs.close();
        parameters.free();
    }
}
