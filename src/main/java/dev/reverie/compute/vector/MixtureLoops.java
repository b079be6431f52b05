package dev.reverie.compute.vector;

import static dev.reverie.compute.MixtureRows.MAX_DISTANCE;
import static dev.reverie.compute.MixtureRows.MAX_LOG_SCALE;
import static dev.reverie.compute.vector.Lanes.L;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;

/**
 * The loops of {@link VectorMixtureRows} over one row; lanes run over D dimensions, a multiple of L, and the inner loop over K components.
 * Each is called as {@link Opaque}.
 */
final class MixtureLoops {
    private static final float HALF_LOG_TWO_PI = (float) (0.5 * Math.log(2 * Math.PI));
    private static final float MIN_PRECISION = (float) Math.exp(-MAX_LOG_SCALE);
    private static final float MAX_PRECISION = (float) Math.exp(MAX_LOG_SCALE);

    private static MethodHandle joint = opaque("joint", int.class, int.class, Object.class, int.class, Object.class, int.class,
            Object.class, Object.class, Object.class, Object.class);
    private static MethodHandle gradients = opaque("gradients", int.class, int.class, float.class, Object.class, Object.class,
            Object.class, Object.class, int.class);
    private static MethodHandle losses = opaque("losses", int.class, int.class, Object.class, Object.class);
    private static MethodHandle addLosses = opaque("addLosses", int.class, float.class, Object.class, Object.class, Object.class);
    private static MethodHandle temper = opaque("temper", int.class, int.class, float.class, Object.class, int.class, Object.class);
    private static MethodHandle choose = opaque("choose", int.class, int.class, Object.class, int.class, Object.class, int.class,
            Object.class, Object.class, Object.class);
    private static MethodHandle place = opaque("place", int.class, float.class, Object.class, Object.class, Object.class, int.class,
            Object.class, int.class);

    private MixtureLoops() {
    }

    private static MethodHandle opaque(String name, Class<?>... parameters) {
        return Opaque.of(MethodHandles.lookup(), name, parameters);
    }

    /**
     * From a row of outputs to logits and joint log-densities a − ln σ − ½u², each below its greatest.
     *
     * @param precisions
     *            [K, D], e^−ln σ in, 1/σ within its limits out
     * @param distances
     *            [K, D], gets u
     * @param shares
     *            [2, K, D], gets logits, then joint log-densities
     * @param levels
     *            [D], gets greatest logit − greatest joint
     */
    static void runJoint(int K, int D, Object row, int at, Object target, int y, Object precisions, Object distances, Object shares,
            Object levels) {
        try {
            joint.invokeExact(K, D, row, at, target, y, precisions, distances, shares, levels);
        } catch (Throwable e) {
            throw Opaque.unchecked(e);
        }
    }

    private static void joint(int K, int D, Object row, int at, Object target, int y, Object precisions, Object distances, Object shares,
            Object levels) {
        int plane = K * D;
        for (int d = 0; d < D; d += L) {
            var wanted = Lanes.load(target, y + d);
            var mostLogit = FloatVector.broadcast(Lanes.F, Float.NEGATIVE_INFINITY);
            var mostJoint = mostLogit;
            for (int i = d; i < plane; i += D) {
                var logit = Lanes.load(row, at + i);
                var precision = Lanes.load(precisions, i).max(MIN_PRECISION).min(MAX_PRECISION);
                var u = wanted.sub(Lanes.load(row, at + plane + i)).mul(precision).max(-MAX_DISTANCE).min(MAX_DISTANCE);
                var logScale = Lanes.load(row, at + 2 * plane + i).max(-MAX_LOG_SCALE).min(MAX_LOG_SCALE);
                var density = logit.sub(logScale).sub(u.mul(0.5f).mul(u));
                Lanes.store(precision, precisions, i);
                Lanes.store(u, distances, i);
                Lanes.store(density, shares, plane + i);
                mostLogit = mostLogit.max(logit);
                mostJoint = mostJoint.max(density);
            }
            Lanes.store(mostLogit.sub(mostJoint), levels, d);
            for (int i = d; i < plane; i += D) {
                Lanes.store(Lanes.load(row, at + i).sub(mostLogit), shares, i);
                Lanes.store(Lanes.load(shares, plane + i).sub(mostJoint), shares, plane + i);
            }
        }
    }

    /**
     * Gradients of a row.
     *
     * @param shares
     *            [2, K, D], exponentials of what {@link #runJoint} left
     * @param into
     *            3·K planes from {@code to} on
     */
    static void runGradients(int K, int D, float weight, Object shares, Object precisions, Object distances, Object into, int to) {
        try {
            gradients.invokeExact(K, D, weight, shares, precisions, distances, into, to);
        } catch (Throwable e) {
            throw Opaque.unchecked(e);
        }
    }

    private static void gradients(int K, int D, float weight, Object shares, Object precisions, Object distances, Object into, int to) {
        int plane = K * D;
        for (int d = 0; d < D; d += L) {
            var all = FloatVector.zero(Lanes.F);
            var joints = all;
            for (int i = d; i < plane; i += D) {
                all = all.add(Lanes.load(shares, i));
                joints = joints.add(Lanes.load(shares, plane + i));
            }
            var weightFactor = FloatVector.broadcast(Lanes.F, weight).div(all);
            var jointFactor = FloatVector.broadcast(Lanes.F, weight).div(joints);
            for (int i = d; i < plane; i += D) {
                var u = Lanes.load(distances, i);
                var responsibility = Lanes.load(shares, plane + i).mul(jointFactor);
                var pulled = responsibility.mul(u);
                Lanes.store(Lanes.load(shares, i).mul(weightFactor).sub(responsibility), into, to + i);
                Lanes.store(pulled.mul(Lanes.load(precisions, i)).neg(), into, to + plane + i);
                Lanes.store(responsibility.sub(pulled.mul(u)), into, to + 2 * plane + i);
            }
        }
    }

    /** ratios[d] = Σ_k exponentials of logits / Σ_k those of joints, in 1/K..K. */
    static void runLosses(int K, int D, Object shares, Object ratios) {
        try {
            losses.invokeExact(K, D, shares, ratios);
        } catch (Throwable e) {
            throw Opaque.unchecked(e);
        }
    }

    private static void losses(int K, int D, Object shares, Object ratios) {
        int plane = K * D;
        for (int d = 0; d < D; d += L) {
            var all = FloatVector.zero(Lanes.F);
            var joints = all;
            for (int i = d; i < plane; i += D) {
                all = all.add(Lanes.load(shares, i));
                joints = joints.add(Lanes.load(shares, plane + i));
            }
            Lanes.store(all.div(joints), ratios, d);
        }
    }

    /** sums += weight·(½ ln 2π + level + ln ratio) */
    static void runAddLosses(int D, float weight, Object levels, Object logRatios, Object sums) {
        try {
            addLosses.invokeExact(D, weight, levels, logRatios, sums);
        } catch (Throwable e) {
            throw Opaque.unchecked(e);
        }
    }

    private static void addLosses(int D, float weight, Object levels, Object logRatios, Object sums) {
        for (int d = 0; d < D; d += L) {
            var loss = Lanes.load(levels, d).add(Lanes.load(logRatios, d)).add(HALF_LOG_TWO_PI);
            Lanes.store(loss.mul(weight).add(Lanes.load(sums, d)), sums, d);
        }
    }

    /** shares[k, d] = (logit − greatest logit)/τ */
    static void runTemper(int K, int D, float inverse, Object row, int at, Object shares) {
        try {
            temper.invokeExact(K, D, inverse, row, at, shares);
        } catch (Throwable e) {
            throw Opaque.unchecked(e);
        }
    }

    private static void temper(int K, int D, float inverse, Object row, int at, Object shares) {
        int plane = K * D;
        for (int d = 0; d < D; d += L) {
            var most = Lanes.load(row, at + d);
            for (int i = d + D; i < plane; i += D) {
                most = most.max(Lanes.load(row, at + i));
            }
            for (int i = d; i < plane; i += D) {
                Lanes.store(Lanes.load(row, at + i).sub(most).mul(inverse), shares, i);
            }
        }
    }

    /**
     * Mean and log-scale of the first component whose cumulative share exceeds u times the sum. There always is one: u is at most 1 −
     * 2^−24, and then the product is less than the sum also after rounding.
     *
     * @param shares
     *            [K, D], exponentials in, cumulative sums out
     */
    static void runChoose(int K, int D, Object row, int at, Object choices, int u, Object shares, Object means, Object logScales) {
        try {
            choose.invokeExact(K, D, row, at, choices, u, shares, means, logScales);
        } catch (Throwable e) {
            throw Opaque.unchecked(e);
        }
    }

    private static void choose(int K, int D, Object row, int at, Object choices, int u, Object shares, Object means, Object logScales) {
        int plane = K * D;
        for (int d = 0; d < D; d += L) {
            var cumulative = FloatVector.zero(Lanes.F);
            for (int i = d; i < plane; i += D) {
                cumulative = cumulative.add(Lanes.load(shares, i));
                Lanes.store(cumulative, shares, i);
            }
            var mark = Lanes.load(choices, u + d).mul(cumulative);
            int last = at + plane - D + d;
            var mean = Lanes.load(row, plane + last);
            var logScale = Lanes.load(row, 2 * plane + last);
            for (int i = plane - 2 * D + d; i >= 0; i -= D) {
                var chosen = mark.lt(Lanes.load(shares, i));
                mean = mean.blend(Lanes.load(row, at + plane + i), chosen);
                logScale = logScale.blend(Lanes.load(row, at + 2 * plane + i), chosen);
            }
            Lanes.store(mean, means, d);
            Lanes.store(logScale.max(-MAX_LOG_SCALE).min(MAX_LOG_SCALE), logScales, d);
        }
    }

    /** z = mean + scale·factor·noise */
    static void runPlace(int D, float factor, Object means, Object scales, Object noise, int e, Object z, int to) {
        try {
            place.invokeExact(D, factor, means, scales, noise, e, z, to);
        } catch (Throwable t) {
            throw Opaque.unchecked(t);
        }
    }

    private static void place(int D, float factor, Object means, Object scales, Object noise, int e, Object z, int to) {
        for (int d = 0; d < D; d += L) {
            var spread = Lanes.load(scales, d).mul(factor);
            Lanes.store(spread.fma(Lanes.load(noise, e + d), Lanes.load(means, d)), z, to + d);
        }
    }
}
