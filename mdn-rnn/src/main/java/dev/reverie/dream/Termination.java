package dev.reverie.dream;

/** When a dream is over. A program may implement it; a configuration has the variants that are here. */
@FunctionalInterface
public interface Termination {
    /** The paper's: over as soon as the restart logit is above 0, whatever the temperature. */
    Termination LIKELY = new Threshold(0);

    /** Without chance: over when the restart logit is above a threshold; a higher one makes death rarer. */
    record Threshold(double logit) implements Termination {
        public Threshold {
            if (Double.isNaN(logit)) {
                throw new IllegalArgumentException("logit must be a number, was NaN");
            }
        }

        @Override
        public boolean over(double restartLogit, double probability, double uniform) {
            return restartLogit > logit;
        }
    }

    /**
     * By chance, as likely as M says, without the weight that training gave to ends ({@link
     * dev.reverie.rnn.LatentDynamics.State#endProbability}): lengths of dreams then follow those of real episodes where M is right.
     */
    record Bernoulli() implements Termination {
        @Override
        public boolean over(double restartLogit, double probability, double uniform) {
            return uniform < probability;
        }
    }

    /**
     * Whether a dream is over.
     *
     * @param restartLogit
     *            what M says of it
     * @param probability
     *            that it is over, without the weight that training gave to ends
     * @param uniform
     *            in 0..1, drawn for this step of this dream
     */
    boolean over(double restartLogit, double probability, double uniform);
}
