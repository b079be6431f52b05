package dev.reverie.compute.dl4j;

import dev.reverie.compute.Floats;
import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * A last layer that computes its own loss and gradients from labels, in one pass. Labels are [N, any], f32; so is the mask, if the data has
 * one.
 *
 * <p>Losses are means over the batch. It is no classifier in DL4J's sense: those methods are refused.
 *
 * @param <C>
 *            its configuration
 */
@SuppressWarnings("serial") // see EngineLayer
public abstract class EngineOutputLayer<C extends EngineLayerConfig> extends EngineLayer<C> implements IOutputLayer {
    private transient INDArray labels;
    private transient boolean scored;

    protected EngineOutputLayer(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
        if (conf.isMiniBatch()) {
            throw new IllegalArgumentException(
                    "miniBatch must be false: gradients are means already, not to be divided by the batch; use Networks.builder");
        }
    }

    /**
     * The loss, with gradients into {@link #gradient} of every parameter.
     *
     * @param x
     *            [N, inputs]
     * @param labels
     *            [N, any]
     * @param mask
     *            the labels' mask, or null
     * @param dx
     *            [N, inputs], to be overwritten whole; null if this layer is the first
     * @return mean over the batch
     */
    protected abstract double train(int rows, Floats x, Floats labels, Floats mask, Floats dx);

    /** The loss alone. */
    protected abstract double loss(int rows, Floats x, Floats labels, Floats mask, boolean training);

    /** Not called: {@link #train} is the whole backward pass. */
    @Override
    protected final void backward(int rows, Floats x, Floats y, Floats dy, Floats dx) {
        throw new IllegalStateException("the last layer has no gradient above it " + layerId());
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        var dx = inputGradient(workspaces);
        score = train(rows(), input(ArrayType.BP_WORKING_MEM, workspaces), labels(ArrayType.BP_WORKING_MEM, workspaces),
                mask(ArrayType.BP_WORKING_MEM, workspaces), dx == null ? null : view(dx));
        scored = true;
        return new Pair<>(gradients(), dx);
    }

    @Override
    public double computeScore(double others, boolean training, LayerWorkspaceMgr workspaces) {
        if (!scored) {
            score = loss(rows(), input(ArrayType.FF_WORKING_MEM, workspaces), labels(ArrayType.FF_WORKING_MEM, workspaces),
                    mask(ArrayType.FF_WORKING_MEM, workspaces), training);
        }
        return score + others;
    }

    private Floats input(ArrayType type, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        return view(dense(input, type, workspaces));
    }

    private Floats labels(ArrayType type, LayerWorkspaceMgr workspaces) {
        if (labels == null || labels.rank() != 2 || labels.size(0) != input.size(0)) {
            throw new IllegalArgumentException("labels must be [" + input.size(0) + ", any], were "
                    + (labels == null ? "null" : labels.shapeInfoToString()) + " " + layerId());
        }
        return view(dense(labels, type, workspaces));
    }

    private Floats mask(ArrayType type, LayerWorkspaceMgr workspaces) {
        return maskArray == null ? null : view(dense(maskArray, type, workspaces));
    }

    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
        super.setInput(input, workspaces);
        scored = false;
    }

    @Override
    public void setLabels(INDArray labels) {
        this.labels = labels;
        scored = false;
    }

    @Override
    public INDArray getLabels() {
        return labels;
    }

    @Override
    public boolean needsLabels() {
        return true;
    }

    @Override
    public void clear() {
        super.clear();
        labels = null;
        scored = false;
    }

    @Deprecated
    @Override
    public int numLabels() {
        return (int) labels.size(1);
    }

    @Override
    public INDArray computeScoreForExamples(double others, LayerWorkspaceMgr workspaces) {
        throw refused("computeScoreForExamples");
    }

    @Override
    public double f1Score(DataSet data) {
        throw refused("f1Score");
    }

    @Override
    public double f1Score(INDArray examples, INDArray labels) {
        throw refused("f1Score");
    }

    @Override
    public void fit(DataSetIterator data) {
        throw refused("fit");
    }

    @Override
    public void fit(INDArray examples, INDArray labels) {
        throw refused("fit");
    }

    @Override
    public void fit(DataSet data) {
        throw refused("fit");
    }

    @Override
    public void fit(INDArray examples, int[] labels) {
        throw refused("fit");
    }

    @Override
    public int[] predict(INDArray examples) {
        throw refused("predict");
    }

    @Override
    public List<String> predict(DataSet data) {
        throw refused("predict");
    }

    private UnsupportedOperationException refused(String method) {
        return new UnsupportedOperationException(method + " of a layer that is no classifier; use the network's fit, output and score");
    }
}
