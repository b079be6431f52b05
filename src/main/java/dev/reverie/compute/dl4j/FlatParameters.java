package dev.reverie.compute.dl4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Where a layer's parameters and gradients lie in the network's flat arrays: one after another, each in c order. */
final class FlatParameters implements ParamInitializer {
    static final FlatParameters INSTANCE = new FlatParameters();

    private FlatParameters() {
    }

    private static List<Parameter> parameters(Layer layer) {
        return ((EngineLayerConfig) layer).parameters();
    }

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        return parameters(layer).stream().mapToLong(Parameter::size).sum();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return keys(layer, parameter -> true);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return keys(layer, parameter -> !parameter.isBias());
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return keys(layer, Parameter::isBias);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return weightKeys(layer).contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return biasKeys(layer).contains(key);
    }

    private static List<String> keys(Layer layer, Predicate<Parameter> which) {
        return parameters(layer).stream().filter(which).map(Parameter::name).toList();
    }

    /** The views alone: initial values are {@link EngineLayerConfig}'s, which knows the layer's index. */
    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray flat, boolean initialise) {
        paramKeys(conf.getLayer()).forEach(conf::addVariable);
        return views(conf.getLayer(), flat);
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray flat) {
        return views(conf.getLayer(), flat);
    }

    private static Map<String, INDArray> views(Layer layer, INDArray flat) {
        var views = new LinkedHashMap<String, INDArray>();
        if (flat == null) {
            return views;
        }
        var vector = flat.reshape(flat.length());
        long at = 0;
        for (var parameter : parameters(layer)) {
            views.put(parameter.name(),
                    vector.get(NDArrayIndex.interval(at, at + parameter.size())).reshape('c', parameter.axes()));
            at += parameter.size();
        }
        return views;
    }
}
