package dev.reverie.compute.dl4j;

import dev.reverie.compute.Floats;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer that computes on {@link Floats}. Its parameters may have changed whenever {@link #forward} is called; between that and {@link
 * #backward} they have not.
 *
 * @param <C>
 *            its configuration
 */
@SuppressWarnings("serial") // as every layer of DL4J: only configurations and parameters are ever written
public abstract class EngineLayer<C extends EngineLayerConfig> extends BaseLayer<C> {
    private final transient Views views = new Views();
    private final transient Map<String, Floats> parameters = new HashMap<>();
    private final transient Map<String, Floats> gradients = new HashMap<>();
    private transient INDArray output;

    protected EngineLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    /**
     * y from x.
     *
     * @param rows
     *            N
     * @param x
     *            [N, inputs], not modified
     * @param y
     *            [N, outputs], to be overwritten whole
     * @param training
     *            whether backward may follow, and noise is wanted
     */
    protected abstract void forward(int rows, Floats x, Floats y, boolean training);

    /**
     * Gradients of the score, into {@link #gradient} of every parameter, overwriting what is there.
     *
     * @param y
     *            what forward gave for x
     * @param dy
     *            [N, outputs], may be used up
     * @param dx
     *            [N, inputs], to be overwritten whole; null in the first layer, where nobody asks
     */
    protected abstract void backward(int rows, Floats x, Floats y, Floats dy, Floats dx);

    /** What this layer adds to the score of the batch last seen by forward, such as a KL divergence; its gradient is backward's to add. */
    protected double extraScore() {
        return 0;
    }

    /** A parameter's memory, in c order. */
    protected final Floats parameter(String name) {
        return parameters.computeIfAbsent(name, key -> Views.view(known(key, params)));
    }

    /** The memory of a parameter's gradient. */
    protected final Floats gradient(String name) {
        return gradients.computeIfAbsent(name, key -> Views.view(known(key, gradientViews)));
    }

    /** The memory of all parameters, one after another. */
    protected final Floats parameters() {
        return parameters.computeIfAbsent("", all -> Views.view(paramsFlattened));
    }

    /** The memory of all gradients, likewise. */
    protected final Floats parameterGradients() {
        return gradients.computeIfAbsent("", all -> Views.view(gradientsFlattened));
    }

    private INDArray known(String name, Map<String, INDArray> arrays) {
        var array = arrays == null ? null : arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("parameter must be one of " + (arrays == null ? "none" : arrays.keySet()) + ", was " + name);
        }
        return array;
    }

    @Override
    public void setParamTable(Map<String, INDArray> table) {
        super.setParamTable(table);
        parameters.clear();
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray flat) {
        super.setBackpropGradientsViewArray(flat);
        gradients.clear();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        int rows = rows();
        output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, new long[]{rows, layerConf().getNOut()}, 'c');
        forward(rows, view(dense(input, ArrayType.FF_WORKING_MEM, workspaces)), view(output), training);
        return output;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        if (output == null) {
            throw new IllegalStateException("backpropGradient must follow activate " + layerId());
        }
        var dy = dense(epsilon, ArrayType.BP_WORKING_MEM, workspaces);
        var dx = inputGradient(workspaces);
        backward(rows(), view(dense(input, ArrayType.BP_WORKING_MEM, workspaces)), view(output), view(dy), dx == null ? null : view(dx));
        return new Pair<>(gradients(), dx);
    }

    /** N; fails unless the input is [N, inputs]. */
    final int rows() {
        if (input.rank() != 2 || input.size(1) != layerConf().getNIn()) {
            throw new IllegalArgumentException(
                    "input must be [N, " + layerConf().getNIn() + "], was " + input.shapeInfoToString() + " " + layerId());
        }
        return Math.toIntExact(input.size(0));
    }

    final Floats view(INDArray array) {
        return views.of(array);
    }

    /** The array itself if it lies densely, else a copy that does. */
    static INDArray dense(INDArray array, ArrayType type, LayerWorkspaceMgr workspaces) {
        return Views.isDense(array) ? array : workspaces.dup(type, array, 'c');
    }

    /** An array for dx, or null in the first layer. */
    final INDArray inputGradient(LayerWorkspaceMgr workspaces) {
        return getIndex() == 0 ? null
                : workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, input.shape(), 'c');
    }

    /** The gradient views, as DL4J wants to see them. */
    final Gradient gradients() {
        var all = new DefaultGradient(gradientsFlattened);
        gradientViews.forEach((name, view) -> all.setGradientFor(name, view, 'c'));
        return all;
    }

    @Override
    public double calcRegularizationScore(boolean backpropOnly) {
        return super.calcRegularizationScore(backpropOnly) + extraScore();
    }

    @Override
    public void clear() {
        super.clear();
        output = null;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
