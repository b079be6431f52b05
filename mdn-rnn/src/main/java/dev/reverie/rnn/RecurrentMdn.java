package dev.reverie.rnn;

import dev.reverie.compute.Floats;
import dev.reverie.compute.Precision;
import dev.reverie.compute.dl4j.EngineLayer;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.compute.dl4j.Initial;
import dev.reverie.compute.dl4j.Parameter;
import dev.reverie.mdn.Factorisation;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * M as DL4J has it: one output layer that is memory, head and loss together, so that hidden states never leave it.
 *
 * <p>A batch is [T·B, Z+A+1], time-major, T as configured. Labels are [T·B, Z+2]: the next z, whether the episode is over, whether the row counts; see {@link
 * Sizes} for other heads than the restart's.
 */
final class RecurrentMdn extends EngineLayerConfig {
    private static final long serialVersionUID = 1;

    private int latent;
    private int actions;
    private int hidden;
    private int components;
    private float forgetBias;
    private boolean restart = true;
    private int reward;
    private boolean joint;
    private boolean layerNorm;
    private int steps;
    private double restartWeight;
    private double dropout;
    private Precision precision;

    /** For reading from JSON. */
    @SuppressWarnings("unused")
    private RecurrentMdn() {
    }

    /**
     * @param steps
     *            T
     * @param restartWeight
     *            of rows whose episode is over, in the restart head's loss
     * @param dropout
     *            share of the memory that the head does not see in training
     * @param precision
     *            of the operands of all products
     */
    RecurrentMdn(MdnRnnShape sizes, int steps, double restartWeight, double dropout, Precision precision) {
        super(sizes.inputs(), sizes.outputs());
        this.latent = sizes.latent();
        this.actions = sizes.actions();
        this.hidden = sizes.hidden();
        this.components = sizes.components();
        this.forgetBias = sizes.forgetBias();
        this.restart = sizes.heads().restart();
        this.reward = sizes.heads().reward();
        this.joint = sizes.factorisation() == Factorisation.JOINT;
        this.layerNorm = sizes.layerNorm();
        this.steps = steps;
        this.restartWeight = restartWeight;
        this.dropout = dropout;
        this.precision = precision;
    }

    MdnRnnShape sizes() {
        return new MdnRnnShape(latent, actions, hidden, components, forgetBias, new MdnRnnConfig.Heads(restart, reward),
                joint ? Factorisation.JOINT : Factorisation.PER_DIMENSION, layerNorm);
    }

    int steps() {
        return steps;
    }

    double restartWeight() {
        return restartWeight;
    }

    double dropout() {
        return dropout;
    }

    Precision precision() {
        // Files of before there was a choice have none.
        return precision == null ? Precision.F32 : precision;
    }

    /** In the order of {@link Weights}. */
    @Override
    public List<Parameter> parameters() {
        var sizes = sizes();
        int joined = sizes.inputs() + hidden;
        return List.of(Parameter.of("kernel", Initial.glorotUniform(joined, 4L * hidden), joined, 4L * hidden),
                Parameter.of("bias", layerNorm ? this::gains : Initial.zeros(), sizes.biasSize()),
                Parameter.of("head", Initial.glorotUniform(hidden, sizes.outputs()), hidden, sizes.outputs()),
                Parameter.of("headBias", Initial.zeros(), sizes.outputs()));
    }

    /** All gains 1, all shifts 0: the gates' shifts and gains [4H], the cell's gain and shift [H]. */
    private void gains(RandomGenerator random, Floats bias) {
        for (int j = 4 * hidden; j < 9 * hidden; j++) {
            bias.set(j, 1);
        }
    }

    @Override
    protected EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new RecurrentMdnLayer(conf, type);
    }
}
