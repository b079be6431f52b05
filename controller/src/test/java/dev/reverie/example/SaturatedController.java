package dev.reverie.example;

import dev.reverie.controller.Controller;
import dev.reverie.controller.ControllerProvider;
import dev.reverie.controller.ControllerShape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A controller of a user's own: a linear map of features that are cut at ±limit, so that a feature gone wild moves nothing. */
public final class SaturatedController implements Controller {
    private final ControllerShape shape;
    private final double limit;
    private final double[] weights;

    private SaturatedController(ControllerShape shape, double limit, double... weights) {
        this.shape = shape;
        this.limit = limit;
        this.weights = weights;
    }

    @Override
    public ControllerShape shape() {
        return shape;
    }

    @Override
    public double[] parameters() {
        return weights.clone();
    }

    @Override
    public Controller withParameters(double... parameters) {
        if (parameters.length != weights.length || !Arrays.stream(parameters).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("parameters must be " + weights.length + ", all finite, were " + parameters.length);
        }
        return new SaturatedController(shape, limit, parameters.clone());
    }

    @Override
    public void respond(float[] x, float[] y) {
        int n = shape.featureCount();
        for (int o = 0; o < shape.actionMap().outputs(); o++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += weights[o * n + i] * Math.max(-limit, Math.min(limit, x[i]));
            }
            y[o] = (float) sum;
        }
    }

    /** By which {@code evolve.controller: saturated} finds it; its option {@code limit} is usually 2. */
    public static final class Provider implements ControllerProvider {
        @Override
        public String name() {
            return "saturated";
        }

        @Override
        public List<String> options() {
            return List.of("limit");
        }

        @Override
        public Controller create(ControllerShape shape, Map<String, String> options) {
            double limit = Double.parseDouble(options.getOrDefault("limit", "2"));
            return new SaturatedController(shape, limit, new double[shape.featureCount() * shape.actionMap().outputs()]);
        }
    }
}
