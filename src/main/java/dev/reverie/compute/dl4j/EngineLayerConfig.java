package dev.reverie.compute.dl4j;

import dev.reverie.core.Seed;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect.Visibility;

/**
 * The configuration of a layer on this engine: how wide it is, which parameters it has, and how it is made.
 *
 * <p>It is written to JSON by its fields, whatever their visibility, and read through a constructor without arguments, which every concrete
 * class must have (it may be private); fields are numbers, texts, enums, arrays and lists of these. The updater, the clipping of gradients
 * and the regularisation are the network's unless set here. Dropout and weight noise are not supported.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE, isGetterVisibility = Visibility.NONE,
        setterVisibility = Visibility.NONE)
public abstract class EngineLayerConfig extends FeedForwardLayer {
    private static final long serialVersionUID = 1;

    /** For reading from JSON. */
    protected EngineLayerConfig() {
    }

    /**
     * @param inputs
     *            features in
     * @param outputs
     *            features out
     */
    protected EngineLayerConfig(long inputs, long outputs) {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException("inputs and outputs must be >= 1, were " + inputs + " and " + outputs);
        }
        nIn = inputs;
        nOut = outputs;
        // What DL4J takes for "not said here", so that the network's settings apply.
        gradientNormalization = null;
        gradientNormalizationThreshold = Double.NaN;
    }

    /** What is trained, in the order of the flat parameter array. */
    public abstract List<Parameter> parameters();

    /** The layer itself, without parameters yet. */
    protected abstract EngineLayer<?> layer(NeuralNetConfiguration conf, DataType type);

    @Override
    public final Layer instantiate(NeuralNetConfiguration conf, Collection<TrainingListener> listeners, int index, INDArray parameters,
            boolean initialise, DataType type) {
        if (type != DataType.FLOAT) {
            throw new IllegalArgumentException("dataType must be FLOAT, was " + type);
        }
        if (getIDropout() != null || getWeightNoise() != null) {
            throw new IllegalArgumentException("dropOut and weightNoise must not be set: " + getClass().getSimpleName() + " has neither");
        }
        var layer = layer(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(parameters);
        layer.setParamTable(initializer().init(conf, parameters, initialise));
        layer.setConf(conf);
        if (initialise) {
            initialise(layer, Seed.of(conf.getSeed()), index);
        }
        return layer;
    }

    /** Every parameter draws from a stream of its own. */
    private void initialise(EngineLayer<?> layer, Seed seed, int index) {
        int number = 0;
        for (var parameter : parameters()) {
            parameter.initial().fill(seed.child("parameter", index, number++).random(), layer.parameter(parameter.name()));
        }
    }

    @Override
    public final ParamInitializer initializer() {
        return FlatParameters.INSTANCE;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        long size = initializer().numParams(this);
        return new LayerMemoryReport.Builder(getLayerName(), getClass(), input, getOutputType(0, input)).standardMemory(size, size)
                .workingMemory(0, 0, 0, 0)
                .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS).build();
    }
}
