package dev.reverie.compute.dl4j;

import dev.reverie.core.LearningRate;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** {@link LearningRate} as DL4J's updaters take it. The network's iteration, which is saved with it, is the step. */
public final class FallingRate implements ISchedule {
    private static final long serialVersionUID = 1;

    @JsonProperty
    private final double from;
    @JsonProperty
    private final double to;
    @JsonProperty
    private final double decay;

    public FallingRate(LearningRate rate) {
        this(rate.from(), rate.to(), rate.decay());
    }

    /** For reading from JSON. */
    FallingRate(@JsonProperty("from") double from, @JsonProperty("to") double to, @JsonProperty("decay") double decay) {
        this.from = from;
        this.to = to;
        this.decay = decay;
    }

    private LearningRate rate() {
        return new LearningRate(from, to, decay);
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return rate().at(iteration);
    }

    @Override
    public ISchedule clone() {
        return new FallingRate(rate());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FallingRate f && rate().equals(f.rate());
    }

    @Override
    public int hashCode() {
        return rate().hashCode();
    }

    @Override
    public String toString() {
        return rate().toString();
    }
}
