package dev.reverie.mdn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.EngineAdam;
import dev.reverie.compute.dl4j.Networks;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;

/** The training of a {@link MdnRegressor}: Adam on shuffled mini-batches, stopped and chosen by held-out rows. */
final class RegressorTraining {
    private final MdnRegressorConfig config;
    private final MdnLayout layout;
    private final Seed seed;
    private final List<TrainingListener> listeners;
    private final Standardisation inputs;
    private final Standardisation targets;
    private final TrainingRows table;
    private final List<LinearInit> starts;
    private final LearningRate rate;
    private final BatchPass batches;
    /** Of held-out rows: without regularisers, so that it is their likelihood. */
    private final BatchPass judge;

    RegressorTraining(MdnRegressorConfig config, Samples samples, Seed seed, List<TrainingListener> listeners) {
        this.config = config;
        this.seed = seed;
        this.listeners = listeners;
        layout = config.layout(samples.dimensions());
        inputs = Standardisation.of("x", samples.x(), samples.inputs(), config.inputBijectors());
        targets = Standardisation.of("y", samples.y(), samples.dimensions(), config.targetBijectors());
        table = new TrainingRows(samples.inputs(), inputs.forward(samples.x()), samples.dimensions(), targets.forward(samples.y()),
                samples.weights(), config.heldOut(), seed.child("heldOut"));
        var linear = LinearInit.of(layout, table);
        starts = holdsOut() ? linear : linear.subList(0, 1);
        long updates = (long) config.epochs() * ((table.training() + config.batch() - 1) / config.batch());
        rate = new LearningRate(config.rate(), 0, Math.pow(config.finalRate() / config.rate(), 1.0 / Math.max(1, updates)));
        batches = pass(config.regularisers());
        judge = config.regularisers().isEmpty() ? batches : pass(List.of());
    }

    private BatchPass pass(List<Regulariser> regularisers) {
        return new BatchPass(new ParameterLayout(table.inputs(), config.hidden(), layout.outputs()), MdnLoss.of(layout, regularisers),
                table,
                config.batch(), Engine.current());
    }

    /** Parameters and how good they are. */
    private record Fit(float[] parameters, double loss) {
        /** The first of the two where both are as good. */
        Fit better(Fit earlier) {
            return earlier == null || loss < earlier.loss || Double.isNaN(earlier.loss) ? this : earlier;
        }
    }

    MdnRegressor run(Progress progress) {
        Fit best = null;
        MultiLayerNetwork network = null;
        for (int restart = 0; restart < config.restarts(); restart++) {
            network = network(seed.child("restart", restart));
            best = fit(network, restart, progress).better(best);
        }
        Views.view(network.params()).put(0, best.parameters);
        double constants = targets.logDeviations() - meanLogSlope();
        return new MdnRegressor(network, layout, inputs, targets, holdsOut() ? best.loss + constants : Double.NaN);
    }

    private boolean holdsOut() {
        return table.training() < table.count();
    }

    /** Of the held-out targets: what their density gains on the way back through the bijectors. */
    private double meanLogSlope() {
        double sum = 0;
        for (int r = table.training(); r < table.count(); r++) {
            for (int d = 0; d < targets.columns(); d++) {
                var bijector = targets.bijectors().get(d);
                sum += bijector.logSlope(bijector.inverse(targets.means()[d] + targets.deviations()[d] * table.y(r, d)));
            }
        }
        return sum / Math.max(1, table.count() - table.training());
    }

    /** As DL4J makes it. */
    static MultiLayerNetwork network(MdnRegressorConfig config, int inputs, MdnLayout layout, LearningRate rate, Seed seed) {
        var list = Networks.builder(seed, new EngineAdam(rate)).list();
        int width = inputs;
        for (int next : config.hidden()) {
            list.layer(new HiddenLayer(width, next, inputs));
            width = next + inputs;
        }
        var network = new MultiLayerNetwork(list.layer(new MixtureLayer(width, layout, config.regularisers())).build());
        network.init();
        return network;
    }

    private MultiLayerNetwork network(Seed seed) {
        var network = network(config, inputs.columns(), layout, rate, seed);
        network.setListeners(listeners);
        if (!config.hidden().isEmpty()) {
            var first = network.getLayer(0);
            new NguyenWidrowInit(table).set(Views.view(first.getParam("W")), Views.view(first.getParam("b")), seed.child("units").random());
        }
        var last = network.getLayer(config.hidden().size());
        var parameters = Views.view(network.params());
        var bare = parameters.toArray();
        Fit best = null;
        for (var start : starts) {
            parameters.put(0, bare);
            start.set(Views.view(last.getParam("W")), Views.view(last.getParam("b")), seed.child("spread").random());
            best = new Fit(parameters.toArray(), starts.size() > 1 ? heldOutLoss(parameters) : 0).better(best);
        }
        parameters.put(0, best.parameters);
        return network;
    }

    private double heldOutLoss(Floats parameters) {
        return judge.loss(parameters, table.training(), table.count() - table.training());
    }

    private Fit fit(MultiLayerNetwork network, int restart, Progress progress) {
        var step = new NetworkStep(network, batches, rate);
        // The start itself may be the best there is, where rows are few.
        Fit best = holdsOut() ? new Fit(step.parameters().toArray(), heldOutLoss(step.parameters())) : null;
        int since = 0;
        long total = (long) config.restarts() * config.epochs();
        for (int epoch = 0; epoch < config.epochs() && since < config.patience(); epoch++) {
            table.mix(seed.child("epoch", restart, epoch).random());
            double sum = 0;
            for (int from = 0; from < table.training(); from += config.batch()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted in epoch " + epoch);
                }
                int size = Math.min(config.batch(), table.training() - from);
                sum += step.run(from, size) * size;
            }
            double mean = sum / table.training();
            double loss = holdsOut() ? heldOutLoss(step.parameters()) : mean;
            if (!holdsOut() || loss < best.loss || Double.isNaN(best.loss)) {
                best = new Fit(step.parameters().toArray(), loss);
                since = 0;
            } else {
                since++;
            }
            progress.update((long) restart * config.epochs() + epoch + 1, total, message(mean, loss));
        }
        return best;
    }

    private String message(double loss, double heldOut) {
        return holdsOut() ? String.format(Locale.ROOT, "loss %.4f held-out %.4f", loss, heldOut)
                : String.format(Locale.ROOT, "loss %.4f", loss);
    }
}
