package dev.reverie.mdn;

import dev.reverie.compute.dl4j.Networks;
import dev.reverie.compute.dl4j.TrainingLoop;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.FileException;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A mixture density network (Bishop 1994): learns the whole density p(y|x) from examples, by a multi-layer perceptron that is a DL4J
 * network.
 *
 * <p>Inputs and targets are standardised inside, so users see their own units only. A model is for one thread at a time.
 *
 * <pre>{@code
 * var model = MdnRegressor.train(MdnRegressorConfig.of(8), Samples.of(x, y), Seed.of(1), Progress.none());
 * Predictive p = model.predict(0.3);
 * double median = p.quantile(0.5);
 * }</pre>
 */
public final class MdnRegressor implements AutoCloseable {
    private final MultiLayerNetwork network;
    private final MdnLayout layout;
    private final Standardisation inputs;
    private final Standardisation targets;
    private final double heldOutNll;

    MdnRegressor(MultiLayerNetwork network, MdnLayout layout, Standardisation inputs, Standardisation targets, double heldOutNll) {
        this.network = network;
        this.layout = layout;
        this.inputs = inputs;
        this.targets = targets;
        this.heldOutNll = heldOutNll;
    }

    /**
     * @param progress
     *            is told of every update, with the loss
     * @param listeners
     *            of the network, told of every update
     * @throws java.util.concurrent.CancellationException
     *             if the thread is interrupted
     */
    public static MdnRegressor train(MdnRegressorConfig config, Samples samples, Seed seed, Progress progress,
            TrainingListener... listeners) {
        return train(config, samples, seed, new Training(Optional.empty(), Integer.MAX_VALUE, Optional.empty(), progress), listeners);
    }

    /**
     * Trains with checkpoints and a metric log, or goes on from a checkpoint to the same bits.
     *
     * @throws FileException
     *             if the checkpoint cannot be read or is of another configuration, seed or data
     * @throws dev.reverie.core.DivergedException
     *             if the loss or a parameter is NaN or infinite
     * @throws java.util.concurrent.CancellationException
     *             if the thread is interrupted; a checkpoint is saved before
     */
    public static MdnRegressor train(MdnRegressorConfig config, Samples samples, Seed seed, Training training,
            TrainingListener... listeners) {
        return TrainingLoop.run(stop -> new RegressorTraining(config, samples, seed, List.of(listeners)), training,
                RegressorTraining::model);
    }

    /** P. */
    public int inputs() {
        return inputs.columns();
    }

    /** D. */
    public int dimensions() {
        return targets.columns();
    }

    public MdnLayout layout() {
        return layout;
    }

    /**
     * Mean −log p(y|x) of the held-out rows, nats, in the units of y; NaN if none were held out. These rows stopped the training and chose
     * among its epochs and restarts, so the number is a little too good; {@link NllComparison#nll} on rows of one's own is not.
     */
    public double heldOutNll() {
        return heldOutNll;
    }

    public long parameterCount() {
        return network.numParams();
    }

    /** The network: listen to it, look into it. */
    public MultiLayerNetwork network() {
        return network;
    }

    /** The density of y at one x, [P]; of all D dimensions, so the mixture must be JOINT, or D = 1. */
    public Predictive predict(double... x) {
        if (layout.mixtures() > 1) {
            throw new IllegalArgumentException("factorisation must be JOINT for one density over " + dimensions()
                    + " dimensions, was PER_DIMENSION; use predictEach");
        }
        return predictAll(x).get(0);
    }

    /** The densities of the D dimensions at one x, one each. */
    public List<Predictive> predictEach(double... x) {
        var all = new ArrayList<Predictive>();
        if (layout.mixtures() > 1) {
            return predictAll(x);
        }
        var joint = predict(x);
        for (int d = 0; d < dimensions(); d++) {
            all.add(joint.marginal(d));
        }
        return all;
    }

    /** The density at every row of x, [N, P] one after another; PER_DIMENSION mixtures come D a row. */
    public List<Predictive> predictAll(double[] x) {
        var all = new ArrayList<Predictive>();
        for (var row : predictRows(x)) {
            if (row.isEmpty()) {
                int r = all.size() / layout.mixtures();
                throw new IllegalArgumentException(
                        "x must be finite and near enough to the rows of the training for a finite prediction, was "
                                + Arrays.toString(Arrays.copyOfRange(x, r * inputs(), (r + 1) * inputs())) + " in row " + r);
            }
            all.addAll(row);
        }
        return all;
    }

    /**
     * As {@link #predictAll}, row by row, so that a row that cannot be predicted costs no other.
     *
     * @return a list of 1 or D densities for each row of x; empty where x is not finite, outside the domain of its bijector, or so far from
     * the rows of the
     *         training that the prediction is not finite
     */
    public List<List<Predictive>> predictRows(double[] x) {
        if (x.length == 0 || x.length % inputs() != 0) {
            throw new IllegalArgumentException("x must have rows of " + inputs() + " numbers, had " + x.length + " in all");
        }
        var standard = inputs.forward(x);
        var outputs = outputs(standard);
        var all = new ArrayList<List<Predictive>>();
        for (int r = 0; r < x.length / inputs(); r++) {
            all.add(finite(standard, r * inputs(), inputs()) ? read(outputs, r) : List.of());
        }
        return all;
    }

    private static boolean finite(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Float.isFinite(values[i])) {
                return false;
            }
        }
        return true;
    }

    /** Of the network, [N, outputs] one after another. */
    private float[] outputs(float[] standard) {
        var features = Nd4j.createUninitialized(DataType.FLOAT, standard.length / inputs(), inputs());
        Views.view(features).put(0, standard);
        return network.output(features).dup('c').data().asFloat();
    }

    /** The densities of a row; none if an output is not finite. */
    private List<Predictive> read(float[] outputs, int r) {
        if (!finite(outputs, r * layout.outputs(), layout.outputs())) {
            return List.of();
        }
        var row = new double[layout.outputs()];
        Arrays.setAll(row, i -> outputs[r * row.length + i]);
        var all = new ArrayList<Predictive>();
        int first = 0;
        for (var mixture : layout.read(row)) {
            int from = first;
            int each = layout.dimensionsEach();
            var components = mixture.components().stream().map(c -> targets.backward(c, from)).toList();
            all.add(new Predictive(Mixture.of(mixture.weights(), components), targets.bijectors().subList(from, from + each)));
            first += each;
        }
        return all;
    }

    /** Writes the model, whole or not at all: a DL4J zip with our words beside it. */
    public void save(Path file) {
        save(file, Map.of());
    }

    /** Writes it with further entries, by name. */
    void save(Path file, Map<String, byte[]> further) {
        var entries = new HashMap<>(further);
        entries.put(RegressorFile.ENTRY, RegressorFile.write(layout, inputs, targets, heldOutNll));
        Networks.save(network, file, false, entries);
    }

    /**
     * @throws FileException
     *             if there is none, or it is damaged, or of another kind or version
     */
    public static MdnRegressor load(Path file) {
        var saved = Networks.load(file);
        try {
            return RegressorFile.read(saved.text(RegressorFile.ENTRY), saved.network());
        } catch (IllegalArgumentException e) {
            throw new FileException(file, "is no mixture density model: " + e.getMessage(), new IOException(e));
        }
    }

    /** Frees its native memory; nothing may be asked of it any more, nor of its network. */
    @Override
    public void close() {
        network.close();
    }
}
