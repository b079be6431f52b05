package dev.reverie.compute.plain;

import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows;

/** {@link MixtureRows}, one element after another, between its loads and stores in double. */
final class PlainMixtureRows implements MixtureRows {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    @Override
    public void loss(Shape shape, int rows, Rows outputs, Rows targets, Rows weights, Rows gradients, Floats sums) {
        MixtureRows.checkLoss(shape, rows, outputs, targets, weights, gradients, sums);
        var element = new Element(shape);
        for (int r = 0; r < rows; r++) {
            float weight = weights.buffer().get(weights.row(r));
            if (weight == 0) {
                for (int i = 0; gradients != null && i < shape.outputs(); i++) {
                    gradients.buffer().set(gradients.row(r) + i, 0);
                }
                continue;
            }
            for (int d = 0; d < shape.dimensions(); d++) {
                double loss = element.loss(outputs.buffer(), outputs.row(r) + d, targets.buffer().get(targets.row(r) + d));
                sums.set(d, (float) (sums.get(d) + weight * loss));
                if (gradients != null) {
                    element.gradients(weight, gradients.buffer(), gradients.row(r) + d);
                }
            }
        }
    }

    @Override
    public void sample(Shape shape, int rows, Rows outputs, float temperature, float noiseScale, Rows choices, Rows noise, Rows z) {
        MixtureRows.checkSample(shape, rows, outputs, choices, noise, z);
        var element = new Element(shape);
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < shape.dimensions(); d++) {
                int at = outputs.row(r) + d;
                int k = element.component(outputs.buffer(), at, temperature, choices.buffer().get(choices.row(r) + d));
                double mean = outputs.buffer().get(at + (shape.components() + k) * shape.dimensions());
                double scale = Math.exp(limit(outputs.buffer().get(at + (2 * shape.components() + k) * shape.dimensions()),
                        MAX_LOG_SCALE));
                z.buffer().set(z.row(r) + d, (float) (mean + scale * noiseScale * noise.buffer().get(noise.row(r) + d)));
            }
        }
    }

    private static double limit(double value, double most) {
        return Math.max(-most, Math.min(most, value));
    }

    /** One mixture: what the gradient needs of the loss. */
    private static final class Element {
        private final int K;
        private final int D;
        private final double[] weights;
        private final double[] joint;
        private final double[] distances;
        private final double[] precisions;

        Element(Shape shape) {
            K = shape.components();
            D = shape.dimensions();
            weights = new double[K];
            joint = new double[K];
            distances = new double[K];
            precisions = new double[K];
        }

        double loss(Floats row, int at, double y) {
            for (int k = 0; k < K; k++) {
                double logScale = limit(row.get(at + (2 * K + k) * D), MAX_LOG_SCALE);
                precisions[k] = Math.exp(-logScale);
                distances[k] = limit((y - row.get(at + (K + k) * D)) * precisions[k], MAX_DISTANCE);
                weights[k] = row.get(at + k * D);
                joint[k] = weights[k] - logScale - 0.5 * distances[k] * distances[k];
            }
            return HALF_LOG_TWO_PI + normalise(weights) - normalise(joint);
        }

        /** Makes softmax of logarithms and gives the logarithm of what they were divided by. */
        private double normalise(double[] logs) {
            double max = Double.NEGATIVE_INFINITY;
            for (double log : logs) {
                max = Math.max(max, log);
            }
            double sum = 0;
            for (int k = 0; k < K; k++) {
                logs[k] = Math.exp(logs[k] - max);
                sum += logs[k];
            }
            for (int k = 0; k < K; k++) {
                logs[k] /= sum;
            }
            return max + Math.log(sum);
        }

        void gradients(double weight, Floats into, int at) {
            for (int k = 0; k < K; k++) {
                double responsibility = joint[k];
                into.set(at + k * D, (float) (weight * (weights[k] - responsibility)));
                into.set(at + (K + k) * D, (float) (-weight * responsibility * distances[k] * precisions[k]));
                into.set(at + (2 * K + k) * D, (float) (weight * responsibility * (1 - distances[k] * distances[k])));
            }
        }

        int component(Floats row, int at, double temperature, double choice) {
            for (int k = 0; k < K; k++) {
                weights[k] = row.get(at + k * D) / temperature;
            }
            normalise(weights);
            int last = 0;
            double rest = choice;
            for (int k = 0; k < K; k++) {
                if (weights[k] > 0) {
                    last = k;
                    if (rest < weights[k]) {
                        return k;
                    }
                    rest -= weights[k];
                }
            }
            return last;
        }
    }
}
