package dev.reverie.mdn;

import dev.reverie.compute.AdamStep;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.dl4j.Networks;
import dev.reverie.compute.dl4j.TrainingMeans;
import dev.reverie.compute.dl4j.TrainingTask;
import dev.reverie.compute.dl4j.Views;
import dev.reverie.core.ContentHash;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Seed;
import dev.reverie.core.TrainingIdentity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;

/**
 * The training of a {@link MdnRegressor}: Adam on shuffled minibatches, stopped and chosen by held-out rows. A restart is epochs of
 * updates; one that ends early leaves the rest of its updates out.
 */
final class RegressorTraining implements TrainingTask {
    /** Of a checkpoint: what is known beside the network. */
    private static final String STATE = "regressor.state";

    private final MdnRegressorConfig config;
    private final MdnLayout layout;
    private final Samples samples;
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
    /** Updates in an epoch. */
    private final int perEpoch;
    private MultiLayerNetwork network;
    private Floats parameters;
    private Floats gradient;
    /** Mean and variance of the gradients, the network's own. */
    private Floats adam;
    /** Of all restarts that have ended; null before the first has. */
    private RegressorFit best;
    /** Of the restart that is running. */
    private RegressorFit ofRestart;
    /** Epochs since the restart was best. */
    private int since;
    private double heldOut;
    private double lastRate;

    RegressorTraining(MdnRegressorConfig config, Samples samples, Seed seed, List<TrainingListener> listeners) {
        this.config = config;
        this.samples = samples;
        this.seed = seed;
        this.listeners = listeners;
        layout = config.layout(samples.dimensions());
        inputs = Standardisation.of("x", samples.x(), samples.inputs(), config.inputBijectors());
        targets = Standardisation.of("y", samples.y(), samples.dimensions(), config.targetBijectors());
        table = new TrainingRows(samples.inputs(), inputs.forward(samples.x()), samples.dimensions(), targets.forward(samples.y()),
                samples.weights(), config.heldOut(), seed.child("heldOut"));
        var linear = LinearInit.of(layout, table);
        starts = holdsOut() ? linear : linear.subList(0, 1);
        perEpoch = (table.training() + config.batch() - 1) / config.batch();
        long updates = (long) config.epochs() * perEpoch;
        if (updates * config.restarts() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("epochs and restarts must give fewer than 2^31 updates, were " + config.epochs() + " and "
                    + config.restarts() + " with " + perEpoch + " updates an epoch");
        }
        rate = new LearningRate(config.rate(), 0, Math.pow(config.finalRate() / config.rate(), 1.0 / Math.max(1, updates)));
        batches = pass(config.regularisers());
        judge = config.regularisers().isEmpty() ? batches : pass(List.of());
    }

    private BatchPass pass(List<Regulariser> regularisers) {
        return new BatchPass(new ParameterLayout(table.inputs(), config.hidden(), layout.outputs()), MdnLoss.of(layout, regularisers),
                table, config.batch(), Engine.current());
    }

    /** The best network of all restarts. */
    MdnRegressor model(MultiLayerNetwork network) {
        parameters.put(0, best.parameters());
        double constants = targets.logDeviations() - table.meanLogSlope(targets);
        return new MdnRegressor(network, layout, inputs, targets, holdsOut() ? best.loss() + constants : Double.NaN);
    }

    private boolean holdsOut() {
        return table.training() < table.count();
    }

    /** With the initial parameters of a restart: of several linear starts, that which is best on held-out rows. */
    private MultiLayerNetwork network(int restart) {
        var seed = this.seed.child("restart", restart);
        var network = RegressorNetwork.of(config, inputs.columns(), layout, rate, seed);
        if (!config.hidden().isEmpty()) {
            var first = network.getLayer(0);
            new NguyenWidrowInit(table).set(Views.view(first.getParam("W")), Views.view(first.getParam("b")), seed.child("units").random());
        }
        var last = network.getLayer(config.hidden().size());
        var parameters = Views.view(network.params());
        var bare = parameters.toArray();
        RegressorFit initial = null;
        for (var start : starts) {
            parameters.put(0, bare);
            start.set(Views.view(last.getParam("W")), Views.view(last.getParam("b")), seed.child("spread").random());
            initial = new RegressorFit(parameters.toArray(), starts.size() > 1 ? heldOutLoss(parameters) : 0).better(initial);
        }
        parameters.put(0, initial.parameters());
        return network;
    }

    private double heldOutLoss(Floats parameters) {
        return judge.loss(parameters, table.training(), table.count() - table.training());
    }

    @Override
    public String stage() {
        return "mdn";
    }

    /** Of all restarts, were none to end early. */
    @Override
    public int updates() {
        return config.restarts() * config.epochs() * perEpoch;
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public String minibatch() {
        return config.batch() + " rows";
    }

    @Override
    public LearningRate rate() {
        return rate;
    }

    @Override
    public TrainingIdentity identity() {
        var words = List.of(config.hidden(), config.components(), config.noise().words(), config.factorisation(), config.regularisers(),
                config.inputBijectors(), config.targetBijectors(), config.epochs(), config.batch(), config.rate(), config.finalRate(),
                config.patience(), config.restarts(), config.heldOut());
        return TrainingIdentity.of(words.toString(), seed, ContentHash.ofNumbers(samples.x(), samples.y(), samples.weights()));
    }

    @Override
    public MultiLayerNetwork newNetwork() {
        return network(0);
    }

    @Override
    public void begin(MultiLayerNetwork network, int done, Map<String, byte[]> entries) {
        Networks.checkLayers(network, RegressorNetwork.layers(config.hidden(), inputs.columns(), layout, config.regularisers()));
        this.network = network;
        network.setListeners(listeners);
        parameters = Views.view(network.params());
        gradient = Floats.allocate(parameters.size());
        adam = Views.view(network.getUpdater().getStateViewArray());
        if (done > 0) {
            restore(entries);
        }
    }

    @Override
    public void update(int update, TrainingMeans means) {
        int perRestart = config.epochs() * perEpoch;
        int restart = update / perRestart;
        int iteration = update % perRestart;
        if (iteration == 0) {
            begin(restart);
        }
        int number = iteration % perEpoch;
        if (number == 0) {
            table.mix(seed.child("epoch", restart, iteration / perEpoch).random());
        }
        int from = number * config.batch();
        int size = Math.min(config.batch(), table.training() - from);
        int next = update + 1;
        means.add("loss", step(from, size, iteration), size);
        if (number + 1 == perEpoch && endOfEpoch() || next % perRestart == 0) {
            best = ofRestart.better(best);
            next = (restart + 1) * perRestart;
        }
        for (var listener : listeners) {
            listener.iterationDone(network, update, network.getEpochCount());
        }
        network.setIterationCount(next);
    }

    /** Where rows are few, the start itself may be the best there is. */
    private void begin(int restart) {
        if (restart > 0) {
            var other = network(restart);
            parameters.put(0, Views.view(other.params()).toArray());
            other.close();
            adam.fill(0);
        }
        heldOut = holdsOut() ? heldOutLoss(parameters) : 0;
        ofRestart = new RegressorFit(parameters.toArray(), heldOut);
        since = 0;
    }

    /** Adam on so many rows from {@code from} on; returns their mean loss before it. */
    private double step(int from, int size, int iteration) {
        double loss = batches.train(parameters, from, size, gradient);
        int count = parameters.size();
        // Kingma and Ba 2015
        lastRate = rate.at(iteration);
        var settings = new AdamStep.Settings(lastRate, 0.9, 0.999, 1e-8, iteration + 1L, Double.POSITIVE_INFINITY);
        Engine.current().kernels().adam().update(settings, parameters, gradient, adam.slice(0, count), adam.slice(count, count), 0, count);
        network.setScore(loss);
        return loss;
    }

    /** Whether the restart ends. */
    private boolean endOfEpoch() {
        heldOut = holdsOut() ? heldOutLoss(parameters) : 0;
        if (!holdsOut() || heldOut < ofRestart.loss() || Double.isNaN(ofRestart.loss())) {
            ofRestart = new RegressorFit(parameters.toArray(), heldOut);
            since = 0;
        } else {
            since++;
        }
        return since >= config.patience();
    }

    /** That of the restart's own update. */
    @Override
    public Map<String, Double> values(int done) {
        return Map.of("rate", lastRate);
    }

    @Override
    public int measureEvery() {
        return 1;
    }

    /** At the end of the last epoch, in standardised units. */
    @Override
    public Map<String, Double> measure() {
        return holdsOut() ? Map.of("heldOutLoss", heldOut) : Map.of();
    }

    @Override
    public String message(Map<String, Double> values) {
        return String.format(Locale.ROOT, "loss %.4f", values.get("loss"))
                + (holdsOut() ? String.format(Locale.ROOT, " held-out %.4f", values.get("heldOutLoss")) : "");
    }

    @Override
    public Map<String, byte[]> entries() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(since);
            out.writeDouble(heldOut);
            out.writeDouble(lastRate);
            table.write(out);
            RegressorFit.write(out, ofRestart);
            RegressorFit.write(out, best);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(STATE, bytes.toByteArray());
    }

    private void restore(Map<String, byte[]> entries) {
        try (var in = new DataInputStream(new ByteArrayInputStream(entries.getOrDefault(STATE, new byte[0])))) {
            since = in.readInt();
            heldOut = in.readDouble();
            lastRate = in.readDouble();
            table.read(in);
            ofRestart = RegressorFit.read(in, parameters.size());
            best = RegressorFit.read(in, parameters.size());
        } catch (IOException e) {
            throw new IllegalArgumentException(STATE + " is missing or damaged", e);
        }
    }

    /** Leaves the network, which is the model's. */
    @Override
    public void close() {
    }
}
