package dev.reverie.compute.dl4j;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A layer's plans, one for each number of rows it has met lately: training has one, measuring another.
 *
 * @param <P>
 *            a plan with the buffers it needs
 */
public final class PlansByRows<P extends AutoCloseable> implements AutoCloseable {
    private static final int MOST = 4;

    private final IntFunction<P> make;
    /** In order of use, the latest last. */
    private final Map<Integer, P> plans = new LinkedHashMap<>(8, 0.75f, true);

    public PlansByRows(IntFunction<P> make) {
        this.make = make;
    }

    /** The plan for {@code rows} rows, made now if there is none. */
    public P of(int rows) {
        var plan = plans.get(rows);
        if (plan == null) {
            if (plans.size() == MOST) {
                var eldest = plans.keySet().iterator().next();
                close(plans.remove(eldest));
            }
            plan = make.apply(rows);
            plans.put(rows, plan);
        }
        return plan;
    }

    @Override
    public void close() {
        plans.values().forEach(PlansByRows::close);
        plans.clear();
    }

    private static void close(AutoCloseable plan) {
        try {
            plan.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a plan does not close", e);
        }
    }
}
