package dev.reverie.compute.dl4j;

import dev.reverie.compute.AdamStep;
import dev.reverie.compute.Engine;
import dev.reverie.compute.Floats;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/**
 * {@link EngineAdam} at work. DL4J wants gradients turned into what it is to subtract from the parameters; the kernel moves parameters. So
 * it moves zeros, backwards, a piece at a time that stays in cache.
 */
final class EngineAdamUpdater implements GradientUpdater<EngineAdam> {
    private static final int PIECE = 1 << 15;

    private final EngineAdam config;
    private final Views views = new Views();
    private final ThreadLocal<Floats> moved = ThreadLocal.withInitial(() -> Floats.allocate(PIECE));
    private INDArray state;
    private Floats mean;
    private Floats variance;

    EngineAdamUpdater(EngineAdam config, INDArray state, boolean initialise) {
        this.config = config;
        use(state, initialise);
    }

    private void use(INDArray array, boolean initialise) {
        state = array;
        var both = Views.view(array);
        int size = both.size() / 2;
        mean = both.slice(0, size);
        variance = both.slice(size, size);
        if (initialise) {
            both.fill(0);
        }
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
        var gradients = views.of(gradient);
        if (gradients.size() != mean.size()) {
            throw new IllegalArgumentException("gradient must have " + mean.size() + " elements, had " + gradients.size());
        }
        var settings = new AdamStep.Settings(-config.getLearningRate(iteration, epoch), config.beta1(), config.beta2(), config.epsilon(),
                iteration + 1L, Double.POSITIVE_INFINITY);
        var engine = Engine.current();
        engine.pool().run((gradients.size() + PIECE - 1) / PIECE, piece -> {
            int from = piece * PIECE;
            int length = Math.min(PIECE, gradients.size() - from);
            var step = moved.get();
            step.fill(0);
            engine.kernels().adam().update(settings, step, gradients.slice(from, length), mean.slice(from, length),
                    variance.slice(from, length), 0, length);
            gradients.put(from, step, 0, length);
        });
    }

    @Override
    public EngineAdam getConfig() {
        return config;
    }

    @Override
    public void setStateViewArray(INDArray array, long[] gradientShape, char gradientOrder, boolean initialise) {
        use(array, initialise);
    }

    @Override
    public Map<String, INDArray> getState() {
        return Map.of("state", state);
    }

    @Override
    public void setState(Map<String, INDArray> states, boolean initialise) {
        use(states.get("state"), initialise);
    }
}
