package dev.reverie.mdn;

import dev.reverie.compute.dl4j.FallingRate;
import dev.reverie.compute.dl4j.Networks;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.core.Xoshiro256;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** The training of a {@link MdnRegressor}: Adam on shuffled mini-batches, stopped and chosen by held-out rows. */
final class RegressorTraining {
    private final MdnRegressorConfig config;
    private final MdnLayout layout;
    private final Seed seed;
    private final Standardisation inputs;
    private final Standardisation targets;
    private final float[] x;
    private final float[] y;
    /** Of the rows, their mean 1; null where all are. */
    private final float[] weights;
    /** Row numbers: those to train on, then the held-out ones. */
    private final int[] order;
    private final int training;

    RegressorTraining(MdnRegressorConfig config, Samples samples, Seed seed) {
        this.config = config;
        this.seed = seed;
        layout = config.layout(samples.dimensions());
        inputs = Standardisation.of("x", samples.x(), samples.inputs(), config.inputBijectors());
        targets = Standardisation.of("y", samples.y(), samples.dimensions(), config.targetBijectors());
        x = inputs.forward(samples.x());
        y = targets.forward(samples.y());
        weights = weights(samples.weights());
        order = new int[samples.rows()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        shuffle(order, order.length, seed.child("heldOut").random());
        int heldOut = config.heldOut() == 0 ? 0 : Math.max(1, (int) (config.heldOut() * order.length));
        training = order.length - heldOut;
        if (training < 1) {
            throw new IllegalArgumentException(
                    "rows must be at least 2 where some are held out, were " + order.length + "; set heldOut to 0");
        }
    }

    private static float[] weights(double[] given) {
        if (given.length == 0) {
            return null;
        }
        double mean = java.util.Arrays.stream(given).average().orElseThrow();
        if (mean == 0) {
            throw new IllegalArgumentException("weights must not all be 0");
        }
        var weights = new float[given.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (given[i] / mean);
        }
        return weights;
    }

    /** Parameters and how good they are. */
    private record Fit(INDArray parameters, double loss) {
        Fit better(Fit other) {
            return other == null || loss <= other.loss || Double.isNaN(other.loss) ? this : other;
        }
    }

    MdnRegressor run(Progress progress) {
        Fit best = null;
        MultiLayerNetwork network = null;
        for (int restart = 0; restart < config.restarts(); restart++) {
            network = network(seed.child("restart", restart));
            best = fit(network, restart, progress).better(best);
        }
        network.setParams(best.parameters);
        double constants = targets.logDeviations() - meanLogSlope();
        return new MdnRegressor(network, layout, inputs, targets, training == order.length ? Double.NaN : best.loss + constants);
    }

    /** Of the held-out targets: what their density gains on the way back through the bijectors. */
    private double meanLogSlope() {
        int columns = targets.columns();
        double sum = 0;
        for (int i = training; i < order.length; i++) {
            for (int c = 0; c < columns; c++) {
                var bijector = targets.bijectors().get(c);
                double u = targets.means()[c] + targets.deviations()[c] * y[order[i] * columns + c];
                sum += bijector.logSlope(bijector.inverse(u));
            }
        }
        return sum / Math.max(1, order.length - training);
    }

    private MultiLayerNetwork network(Seed seed) {
        long updates = (long) config.epochs() * ((training + config.batch() - 1) / config.batch());
        double decay = Math.pow(config.finalRate() / config.rate(), 1.0 / Math.max(1, updates));
        var list = Networks.builder(seed, new Adam(new FallingRate(new LearningRate(config.rate(), 0, decay)))).list();
        int width = inputs.columns();
        for (int next : config.hidden()) {
            list.layer(new HiddenLayer(width, next, inputs.columns()));
            width = next + inputs.columns();
        }
        var network = new MultiLayerNetwork(list.layer(new MixtureLayer(width, layout, config.regularisers())).build());
        network.init();
        if (!config.hidden().isEmpty()) {
            var first = network.getLayer(0);
            new SpreadUnits(inputs.columns(), x).set(Views.view(first.getParam("W")), Views.view(first.getParam("b")),
                    seed.child("units").random());
        }
        var last = network.getLayer(config.hidden().size());
        new LinearStart(layout, inputs.columns(), x, y, order, training).set(Views.view(last.getParam("W")), Views.view(last.getParam("b")),
                seed.child("spread").random());
        return network;
    }

    private Fit fit(MultiLayerNetwork network, int restart, Progress progress) {
        var rows = java.util.Arrays.copyOf(order, training);
        Fit best = null;
        int since = 0;
        long total = (long) config.restarts() * config.epochs();
        for (int epoch = 0; epoch < config.epochs() && since < config.patience(); epoch++) {
            shuffle(rows, rows.length, seed.child("epoch", restart, epoch).random());
            double sum = 0;
            for (int from = 0; from < training; from += config.batch()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted in epoch " + epoch);
                }
                int size = Math.min(config.batch(), training - from);
                network.fit(data(rows, from, size));
                sum += network.score() * size;
            }
            double loss = training == order.length ? sum / training : heldOutLoss(network);
            if (training == order.length || best == null || loss < best.loss) {
                best = new Fit(network.params().dup(), loss);
                since = 0;
            } else {
                since++;
            }
            progress.update((long) restart * config.epochs() + epoch + 1, total, message(sum / training, loss));
        }
        return best;
    }

    private String message(double loss, double heldOut) {
        return training == order.length ? String.format(Locale.ROOT, "loss %.4f", loss)
                : String.format(Locale.ROOT, "loss %.4f held-out %.4f", loss, heldOut);
    }

    private double heldOutLoss(MultiLayerNetwork network) {
        double sum = 0;
        int chunk = 16_384;
        for (int from = training; from < order.length; from += chunk) {
            int size = Math.min(chunk, order.length - from);
            var data = data(order, from, size);
            sum += network.score(data, false) * size;
        }
        return sum / (order.length - training);
    }

    private DataSet data(int[] rows, int from, int size) {
        return new DataSet(batch(x, inputs.columns(), rows, from, size), batch(y, targets.columns(), rows, from, size), null,
                weights == null ? null : batch(weights, 1, rows, from, size));
    }

    private static INDArray batch(float[] values, int columns, int[] rows, int from, int size) {
        var heap = new float[size * columns];
        for (int r = 0; r < size; r++) {
            System.arraycopy(values, rows[from + r] * columns, heap, r * columns, columns);
        }
        var array = Nd4j.createUninitialized(DataType.FLOAT, size, columns);
        Views.view(array).put(0, heap);
        return array;
    }

    private static void shuffle(int[] values, int count, Xoshiro256 random) {
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }
}
