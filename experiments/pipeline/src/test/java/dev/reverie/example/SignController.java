package dev.reverie.example;

import dev.reverie.controller.Controller;
import dev.reverie.controller.ControllerProvider;
import dev.reverie.controller.ControllerShape;
import java.util.Map;

/** A controller of a user's own: a weight for the sign of every feature. */
public record SignController(ControllerShape shape, double... weights) implements Controller {
    @Override
    public double[] parameters() {
        return weights.clone();
    }

    @Override
    public Controller withParameters(double... parameters) {
        return new SignController(shape, parameters.clone());
    }

    @Override
    public void respond(float[] x, float[] y) {
        int n = shape.featureCount();
        for (int o = 0; o < shape.actionMap().outputs(); o++) {
            y[o] = 0;
            for (int i = 0; i < n; i++) {
                y[o] += (float) weights[o * n + i] * Math.signum(x[i]);
            }
        }
    }

    /** By which {@code evolve.controller: sign} and {@code --controller sign} find it. */
    public static final class Provider implements ControllerProvider {
        @Override
        public String name() {
            return "sign";
        }

        @Override
        public Controller create(ControllerShape shape, Map<String, String> options) {
            return new SignController(shape, new double[shape.featureCount() * shape.actionMap().outputs()]);
        }
    }
}
