package dev.reverie.rnn;

import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import dev.reverie.compute.MixtureRows.Rows;
import dev.reverie.core.Latents;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether something happens in a step, such as the episode's end: a logit x whose cross-entropy with the target y is W·y·ln(1 + e^−x) + (1
 * − y)·ln(1 + e^x).
 *
 * @param number
 *            y, 1 where it happens, otherwise 0
 * @param oneWeight
 *            W, of rows where it happens
 * @param weight
 *            of its loss beside the others
 */
record LogisticHead(String name, StepNumber number, double oneWeight, double weight) implements Head {
    /** The head of the episode's end, with the paper's name. */
    static final String RESTART = "restart";
    /** Sums: loss, rows where it happened, those of them with a logit above 0, other rows with one above 0. */
    private static final int SUMS = 4;

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public int labels() {
        return 1;
    }

    @Override
    public List<String> signals() {
        return number instanceof StepNumber.Signal signal ? List.of(signal.name()) : List.of();
    }

    @Override
    public void check(Latents episode) {
        number.check(episode);
        for (int t = 0; t < episode.length(); t++) {
            float y = number.of(episode, t);
            if (y != 0 && y != 1) {
                throw new IllegalArgumentException(
                        name + " must be 0 or 1 for a logistic head, was " + y + " in step " + t + "; use loss=mixture");
            }
        }
    }

    @Override
    public void label(Latents episode, int step, float[] z, int next, Floats into, int at) {
        into.set(at, number.of(episode, step));
    }

    @Override
    public int sums() {
        return SUMS;
    }

    @Override
    public Loss loss(int rows, Engine engine) {
        return (outputs, labels, counts, count, back, sums) -> run(rows, outputs, labels, counts, count, back, sums);
    }

    private void run(int rows, Rows logits, Rows targets, Rows counts, int count, boolean back, double[] sums) {
        double sum = 0;
        int ends = 0;
        int found = 0;
        int alarms = 0;
        for (int r = 0; r < rows; r++) {
            double gradient = 0;
            if (counts.buffer().get(counts.row(r)) != 0) {
                double x = logits.buffer().get(logits.row(r));
                boolean end = targets.buffer().get(targets.row(r)) != 0;
                double small = Math.exp(-Math.abs(x));
                double own = end ? oneWeight : 1;
                double wrong = end ? -x : x;
                sum += own * (Math.max(wrong, 0) + Math.log1p(small));
                double share = (wrong > 0 ? 1 : small) / (1 + small);
                gradient = (end ? -own : own) * share / count * weight;
                ends += end ? 1 : 0;
                found += end && x > 0 ? 1 : 0;
                alarms += !end && x > 0 ? 1 : 0;
            }
            if (back) {
                logits.buffer().set(logits.row(r), (float) gradient);
            }
        }
        sums[0] = sum / count;
        sums[1] = ends;
        sums[2] = found;
        sums[3] = alarms;
    }

    /** Of held-out episodes, the share of the steps where it happened that have a logit above 0, too. */
    @Override
    public Map<String, Double> values(double[] sums, boolean heldOut) {
        var values = new TreeMap<>(Map.of(name, sums[0]));
        if (heldOut && sums[1] > 0) {
            values.put(name.equals(RESTART) ? "recall" : name + ".recall", sums[2] / sums[1]);
        }
        return values;
    }

    /** The probability, without the weight that training gave to it. */
    @Override
    public double readout(Floats outputs, int at) {
        return DoneForecast.probability(outputs.get(at), oneWeight);
    }
}
