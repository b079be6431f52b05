package dev.reverie.rnn;

import java.util.Arrays;

/**
 * How M did on some windows.
 *
 * @param nll
 *            of the next latent, nats a dimension, mean over steps
 * @param reward
 *            negative log-likelihood of the reward, nats, mean over steps; 0 without such a head
 * @param restart
 *            cross-entropy of the restart head, ends weighted, nats, mean over steps; 0 without such a head
 * @param steps
 *            that counted
 * @param ends
 *            of them, that ended their episode
 * @param found
 *            ends with a restart logit above 0
 * @param alarms
 *            other steps with one above 0
 */
record Losses(double nll, double reward, double restart, int steps, int ends, int found, int alarms) {
    static final Losses NONE = new Losses(0, 0, 0, 0, 0, 0, 0);

    /** What training lowers. */
    double score() {
        return nll + reward + restart;
    }

    /** Share of the ends that were found; NaN where there were none. */
    double recall() {
        return found / (double) ends;
    }

    /** Of both together; means weigh by steps. */
    Losses and(Losses other) {
        int all = steps + other.steps;
        return new Losses((nll * steps + other.nll * other.steps) / all, (reward * steps + other.reward * other.steps) / all,
                (restart * steps + other.restart * other.steps) / all, all, ends + other.ends, found + other.found, alarms + other.alarms);
    }

    /**
     * Of parts whose losses are their shares of the mean.
     *
     * @param steps
     *            that counted in all parts
     */
    static Losses sum(Losses[] parts, int steps) {
        return new Losses(Arrays.stream(parts).mapToDouble(Losses::nll).sum(), Arrays.stream(parts).mapToDouble(Losses::reward).sum(),
                Arrays.stream(parts).mapToDouble(Losses::restart).sum(), steps, Arrays.stream(parts).mapToInt(Losses::ends).sum(),
                Arrays.stream(parts).mapToInt(Losses::found).sum(), Arrays.stream(parts).mapToInt(Losses::alarms).sum());
    }
}
