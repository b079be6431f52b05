package dev.reverie.compute.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Floats;
import dev.reverie.core.LearningRate;
import dev.reverie.core.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

class EngineLayerTest {
    static final int ROWS = 16;

    static NeuralNetConfiguration.Builder adam() {
        return Networks.builder(Seed.of(3), new Adam(new FallingRate(new LearningRate(0.02, 0.001, 0.99))));
    }

    static MultiLayerNetwork network(NeuralNetConfiguration.Builder builder) {
        var network = new MultiLayerNetwork(
                builder.list().layer(new Hidden(4, 8, 0.01)).layer(new Hidden(8, 8, 0.02)).layer(new Squares(8, 2)).build());
        network.init();
        return network;
    }

    static INDArray normal(int number, int rows, int columns) {
        var random = Seed.of(11).child("data", number).random();
        var array = Nd4j.create(DataType.FLOAT, rows, columns);
        var view = Views.view(array);
        for (int i = 0; i < view.size(); i++) {
            view.set(i, (float) random.nextGaussian());
        }
        return array;
    }

    static DataSet data() {
        return new DataSet(normal(0, ROWS, 4), normal(1, ROWS, 2));
    }

    private static double[] gradient(MultiLayerNetwork network, DataSet data) {
        network.setInput(data.getFeatures());
        network.setLabels(data.getLabels());
        network.setLayerMaskArrays(null, data.getLabelsMaskArray());
        network.computeGradientAndScore();
        return network.gradient().gradient().dup().data().asDouble();
    }

    private static double difference(MultiLayerNetwork network, DataSet data, int i) {
        var parameters = Views.view(network.params());
        float before = parameters.get(i);
        float step = 1e-2f;
        parameters.set(i, before + step);
        double above = network.score(data, true);
        parameters.set(i, before - step);
        double below = network.score(data, true);
        parameters.set(i, before);
        return (above - below) / (2 * step);
    }

    @Test
    void gradientsEqualFiniteDifferencesOfTheScore() {
        var network = network(adam());
        var masked = data();
        masked.setLabelsMaskArray(normal(2, ROWS, 2).gt(0).castTo(DataType.FLOAT));
        for (var data : List.of(data(), masked)) {
            var gradient = gradient(network, data);
            assertEquals(network.numParams(), gradient.length);
            for (int i = 0; i < gradient.length; i++) {
                assertEquals(difference(network, data, i), gradient[i], 2e-3 * (1 + Math.abs(gradient[i])), "parameter " + i);
            }
        }
    }

    @Test
    void scoreFallsUnderAdamAndListenersAreTold() {
        var network = network(adam());
        var scores = new ArrayList<Double>();
        network.setListeners(new BaseTrainingListener() {
            @Override
            public void iterationDone(Model model, int iteration, int epoch) {
                scores.add(model.score());
            }
        });
        var data = data();
        for (int step = 0; step < 200; step++) {
            network.fit(data);
        }
        assertEquals(200, scores.size());
        assertTrue(scores.get(199) < scores.get(0) / 4, scores.get(0) + " fell only to " + scores.get(199));
        assertEquals(network.score(data, true), network.score(data), 1e-6);
    }

    @Test
    void gradientsAreClippedByTheNetworksSettings() {
        var rate = new Sgd(1);
        var data = data();
        var free = network(Networks.builder(Seed.of(3), rate));
        var clipped = network(Networks.builder(Seed.of(3), rate).gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                .gradientNormalizationThreshold(0.05));
        assertEquals(free.params(), clipped.params());
        var expected = free.params().dup().data().asFloat();
        var gradient = gradient(free, data);
        clipped.fit(data);
        for (int i = 0; i < expected.length; i++) {
            expected[i] -= (float) Math.max(-0.05, Math.min(0.05, gradient[i]));
        }
        assertEquals(Nd4j.createFromArray(expected), clipped.params());
        assertTrue(Arrays.stream(gradient).anyMatch(g -> Math.abs(g) > 0.05), "nothing to clip");
    }

    @Test
    void theSameSeedGivesTheSameParametersAndAnotherOthers() {
        assertEquals(network(adam()).params(), network(adam()).params());
        assertNotEquals(network(adam()).params(), network(adam().seed(9)).params());
        var parameters = network(adam()).getLayer(1).getParam("W");
        assertNotEquals(parameters, network(adam()).getLayer(0).getParam("W"));
        double limit = Math.sqrt(6.0 / 16);
        assertTrue(parameters.amaxNumber().doubleValue() <= limit && parameters.amaxNumber().doubleValue() > 0.8 * limit);
        assertEquals(0.1f, network(adam()).getLayer(1).getParam("b").getFloat(3));
    }

    @Test
    void aCloneIsAnIndependentCopy() {
        var network = network(adam());
        var data = data();
        network.fit(data);
        var clone = network.clone();
        var before = network.params().dup();
        clone.fit(data);
        assertEquals(before, network.params());
        network.fit(data);
        assertEquals(clone.params(), network.params());
        assertEquals(clone.output(data.getFeatures()), network.output(data.getFeatures()));
    }

    @Test
    void configurationsSurviveJson() {
        var configuration = network(adam()).getLayerWiseConfigurations();
        var again = MultiLayerConfiguration.fromJson(configuration.toJson());
        assertEquals(configuration.toJson(), again.toJson());
        assertEquals(configuration.getConf(0).getLayer(), again.getConf(0).getLayer());
        var network = new MultiLayerNetwork(again);
        network.init();
        assertEquals(network(adam()).params(), network.params());
    }

    @Test
    void layersStandBesideThoseOfDl4j() {
        var list =
                adam().list().layer(new Hidden(4, 8, 0)).layer(new DenseLayer.Builder().nIn(8).nOut(8).build()).layer(new Hidden(8, 8, 0))
                        .layer(new Squares(8, 2));
        var network = new MultiLayerNetwork(list.build());
        network.init();
        var data = data();
        double before = network.score(data);
        for (int step = 0; step < 100; step++) {
            network.fit(data);
        }
        assertTrue(network.score(data) < before / 2, before + " fell only to " + network.score(data));
    }

    @Test
    void theRateFallsWithTheIterations() {
        var schedule = new FallingRate(new LearningRate(0.5, 0.1, 0.5));
        assertEquals(0.5, schedule.valueAt(0, 0));
        assertEquals(0.2, schedule.valueAt(2, 7), 1e-12);
        assertEquals(schedule, schedule.clone());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        var network = network(adam());
        var width = assertThrows(IllegalArgumentException.class, () -> network.output(normal(5, 3, 5)));
        assertTrue(width.getMessage().contains("[N, 4]"), width.getMessage());
        var divided = adam().miniBatch(true);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> network(divided)).getMessage().contains("miniBatch"));
        assertThrows(IllegalArgumentException.class, () -> network(adam().dropOut(0.5)));
        assertThrows(IllegalArgumentException.class, () -> network(adam().dataType(DataType.DOUBLE)));
        assertThrows(IllegalArgumentException.class, () -> Parameter.of("W_1", Initial.zeros(), 2));
        assertThrows(IllegalArgumentException.class, () -> Parameter.of("W", Initial.zeros(), 2, 0));
    }

    @Test
    void plansAreMadeOnceForEachOfTheLastNumbersOfRows() {
        var made = new ArrayList<Integer>();
        var closed = new ArrayList<Integer>();
        try (var plans = new PlansByRows<AutoCloseable>(rows -> {
            made.add(rows);
            return () -> closed.add(rows);
        })) {
            for (int rows : new int[]{1, 2, 1, 3, 4, 1, 5, 2}) {
                plans.of(rows);
            }
        }
        assertEquals(List.of(1, 2, 3, 4, 5, 2), made);
        assertEquals(List.of(2, 3), closed.subList(0, 2));
        assertEquals(made.size(), closed.size());
    }

    @Test
    void initialValuesAreWhatTheySay() {
        var values = Floats.allocate(1000);
        Initial.constant(2).fill(Seed.of(1).random(), values);
        assertEquals(2, values.get(999));
        Initial.glorotUniform(2, 4).fill(Seed.of(1).random(), values);
        double sum = 0;
        for (float value : values.toArray()) {
            assertTrue(Math.abs(value) <= 1);
            sum += value * value;
        }
        assertEquals(1.0 / 3, sum / 1000, 0.03);
    }
}
