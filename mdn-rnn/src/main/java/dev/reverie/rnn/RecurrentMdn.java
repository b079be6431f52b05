package dev.reverie.rnn;

import dev.reverie.compute.Precision;
import dev.reverie.compute.TransformerSizes;
import dev.reverie.compute.dl4j.EngineLayer;
import dev.reverie.compute.dl4j.EngineLayerConfig;
import dev.reverie.compute.dl4j.Initial;
import dev.reverie.compute.dl4j.Parameter;
import dev.reverie.core.NamedOptions;
import dev.reverie.mdn.Factorisation;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonInclude;

/**
 * M as DL4J has it: one output layer that is memory, head and loss together, so that hidden states never leave it.
 *
 * <p>A batch is [T·B, Z+A+1], time-major, T as configured. Labels are [T·B, Z+2]: the next z, whether the episode is over, whether the row
 * counts; see {@link MdnRnnShape} for other heads than the restart's.
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
    /** Of a transformer; 0, and not in the file, where the memory is an LSTM. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    private int layers;
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    private int attentionHeads;
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    private int context;
    /** Texts of other heads, and of a memory of a provider; not in the file where there are none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private List<String> moreHeads;
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private String customMemory;
    private int steps;
    private double restartWeight;
    private double dropout;
    private Precision precision;

    /** Made of the others when it is first asked for. */
    @JsonIgnore
    private transient MdnRnnShape sizes;

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
     * @param customMemory
     *            the text of a memory of a provider; null for ours
     */
    RecurrentMdn(MdnRnnShape sizes, int steps, double restartWeight, double dropout, Precision precision, String customMemory) {
        super(sizes.inputs(), sizes.outputs());
        this.latent = sizes.latent();
        this.actions = sizes.actions();
        this.hidden = sizes.hidden();
        this.components = sizes.components();
        this.restart = sizes.heads().restart();
        this.reward = sizes.heads().reward();
        this.joint = sizes.factorisation() == Factorisation.JOINT;
        if (sizes.memory() instanceof LstmShape lstm) {
            this.forgetBias = lstm.forgetBias();
            this.layerNorm = lstm.layerNorm();
        } else if (sizes.memory() instanceof TransformerShape transformer) {
            this.layers = transformer.sizes().layers();
            this.attentionHeads = transformer.sizes().heads();
            this.context = transformer.sizes().context();
        }
        this.customMemory = customMemory;
        this.moreHeads = sizes.heads().more().isEmpty() ? null : sizes.heads().more();
        this.sizes = sizes;
        this.steps = steps;
        this.restartWeight = restartWeight;
        this.dropout = dropout;
        this.precision = precision;
    }

    MdnRnnShape sizes() {
        if (sizes == null) {
            var heads = new MdnRnnConfig.Heads(restart, reward, moreHeads == null ? List.of() : moreHeads);
            sizes = new MdnRnnShape(latent, actions, memory(MdnRnnShape.inputs(latent, actions, heads)), components, heads,
                    joint ? Factorisation.JOINT : Factorisation.PER_DIMENSION);
        }
        return sizes;
    }

    private MemoryShape memory(int inputs) {
        if (customMemory != null) {
            return MemoryProvider.make(NamedOptions.of(customMemory), inputs);
        }
        return layers == 0
                ? new LstmShape(inputs, hidden, forgetBias, layerNorm)
                : new TransformerShape(new TransformerSizes(inputs, hidden, layers, attentionHeads, context));
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
        var all = new ArrayList<>(sizes.memory().parameters());
        all.add(Parameter.of("head", Initial.glorotUniform(hidden, sizes.outputs()), hidden, sizes.outputs()));
        all.add(Parameter.of("headBias", Initial.zeros(), sizes.outputs()));
        return all;
    }

    @Override
    protected EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type) {
        return new RecurrentMdnLayer(conf, type);
    }
}
