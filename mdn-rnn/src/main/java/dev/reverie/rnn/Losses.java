package dev.reverie.rnn;

/**
 * How M did on some windows.
 *
 * @param nll
 *            of the next latent, nats a dimension, mean over steps
 * @param restart
 *            cross-entropy of the restart head, ends weighted, nats, mean over steps
 * @param steps
 *            that counted
 * @param ends
 *            of them, that ended their episode
 * @param found
 *            ends with a restart logit above 0
 * @param alarms
 *            other steps with one above 0
 */
record Losses(double nll, double restart, int steps, int ends, int found, int alarms) {
    /** What training lowers. */
    double score() {
        return nll + restart;
    }

    /** Share of the ends that were found; NaN where there were none. */
    double recall() {
        return found / (double) ends;
    }

    /** Of both together; means weigh by steps. */
    Losses and(Losses other) {
        int all = steps + other.steps;
        return new Losses((nll * steps + other.nll * other.steps) / all, (restart * steps + other.restart * other.steps) / all, all,
                ends + other.ends, found + other.found, alarms + other.alarms);
    }
}
