package dev.reverie.rnn;

import dev.reverie.compute.Floats;
import dev.reverie.core.WorldModel;
import dev.reverie.mdn.Temperature;
import java.util.Arrays;
import java.util.List;

/** What all members of an {@link Ensemble} remember of some episodes, and what they expect. */
final class EnsembleState implements LatentDynamics.State {
    private static final int ALL = -1;

    private final List<LatentDynamics.State> states;
    private final LatentDynamics.State first;
    private final Ensemble.Turn turn;
    private final int latent;
    private final int actionSize;
    /** Which member has drawn each row since it was predicted. */
    private final int[] drawn;
    private final double[][] means;

    EnsembleState(List<LatentDynamics.State> states, Ensemble.Turn turn, int latent, int actionSize) {
        this.states = states;
        this.turn = turn;
        this.latent = latent;
        this.actionSize = actionSize;
        first = states.get(0);
        drawn = new int[first.rows()];
        Arrays.fill(drawn, ALL);
        means = new double[states.size()][latent];
    }

    @Override
    public int rows() {
        return first.rows();
    }

    @Override
    public Floats z() {
        return first.z();
    }

    @Override
    public Floats actions() {
        return first.actions();
    }

    @Override
    public List<Floats> parts() {
        return first.parts();
    }

    @Override
    public void begin(int row) {
        for (int k = 0; k < states.size(); k++) {
            states.get(k).begin(row);
        }
    }

    @Override
    public void advance(int count) {
        for (int k = 0; k < states.size(); k++) {
            var state = states.get(k);
            if (k > 0) {
                state.z().put(0, first.z(), 0, count * latent);
                state.actions().put(0, first.actions(), 0, count * actionSize);
            }
            state.advance(count);
        }
    }

    @Override
    public void copyRow(int to, WorldModel.State other, int from) {
        var own = (EnsembleState) other;
        for (int k = 0; k < states.size(); k++) {
            states.get(k).copyRow(to, own.states.get(k), from);
        }
        drawn[to] = own.drawn[from];
    }

    @Override
    public void predict(int count) {
        for (int k = 0; k < states.size(); k++) {
            states.get(k).predict(count);
        }
        Arrays.fill(drawn, 0, count, ALL);
    }

    @Override
    public void draw(int count, long[] keys, int t, Temperature temperature) {
        for (int k = 0; k < states.size(); k++) {
            states.get(k).draw(count, keys, t, temperature);
        }
        for (int r = 0; r < count; r++) {
            drawn[r] = DreamRandom.member(keys[r], turn == Ensemble.Turn.EPISODE ? 0 : t, states.size());
            if (drawn[r] > 0) {
                first.z().put(r * latent, states.get(drawn[r]).z(), r * latent, latent);
            }
        }
    }

    @Override
    public float restartLogit(int row) {
        if (drawn[row] != ALL) {
            return states.get(drawn[row]).restartLogit(row);
        }
        double over = 0;
        for (int k = 0; k < states.size(); k++) {
            over += 1 / (1 + Math.exp(-states.get(k).restartLogit(row))) / states.size();
        }
        return (float) (Math.log(over) - Math.log1p(-over));
    }

    @Override
    public double endProbability(int row) {
        if (drawn[row] != ALL) {
            return states.get(drawn[row]).endProbability(row);
        }
        double sum = 0;
        for (int k = 0; k < states.size(); k++) {
            sum += states.get(k).endProbability(row);
        }
        return sum / states.size();
    }

    @Override
    public double reward(int row) {
        if (drawn[row] != ALL) {
            return states.get(drawn[row]).reward(row);
        }
        double sum = 0;
        for (int k = 0; k < states.size(); k++) {
            sum += states.get(k).reward(row);
        }
        return sum / states.size();
    }

    @Override
    public double readout(int i, int row) {
        if (drawn[row] != ALL) {
            return states.get(drawn[row]).readout(i, row);
        }
        double sum = 0;
        for (int k = 0; k < states.size(); k++) {
            sum += states.get(k).readout(i, row);
        }
        return sum / states.size();
    }

    @Override
    public void mean(int row, double[] into) {
        Arrays.fill(into, 0);
        for (int k = 0; k < states.size(); k++) {
            states.get(k).mean(row, means[k]);
            for (int d = 0; d < latent; d++) {
                into[d] += means[k][d] / states.size();
            }
        }
    }

    @Override
    public double disagreement(int row) {
        double variance = 0;
        for (int k = 0; k < states.size(); k++) {
            states.get(k).mean(row, means[k]);
        }
        for (int d = 0; d < latent; d++) {
            double mean = 0;
            for (int k = 0; k < states.size(); k++) {
                mean += means[k][d] / states.size();
            }
            for (int k = 0; k < states.size(); k++) {
                variance += (means[k][d] - mean) * (means[k][d] - mean) / states.size() / latent;
            }
        }
        return Math.sqrt(variance);
    }

    @Override
    public Prediction prediction(int row) {
        return Prediction.of(states.stream().map(state -> state.prediction(row)).toList());
    }

    @Override
    public void close() {
        states.forEach(LatentDynamics.State::close);
    }
}
