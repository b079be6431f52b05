package dev.reverie.compute.vector;

import static dev.reverie.compute.vector.Lanes.L;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Elementary functions over whole vectors, to a few units in the last place of f32, by polynomials. NaN in gives NaN out.
 *
 * <p>Each is one loop with everything written out in it. Helpers that take and return vectors would read better, but the JIT compiler stops
 * inlining them once they have been compiled by themselves, and then every vector goes through the heap, at ten times the cost. All ranges
 * are multiples of L.
 */
final class VectorMath {
    private static final float LOG2_E = 1.44269504f;
    /** ln 2 in two parts, the first with few bits, so that n·ln 2 is exact (Cody and Waite 1980). */
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    /** 1.5·2²³: adding it rounds to the nearest integer and leaves that in the low bits. */
    private static final float ROUNDER = 12582912f;
    /** ln of the least normal float, and of the greatest. */
    private static final float LEAST = -87.33654f;
    private static final float MOST = 88.72283f;
    private static final float TWO_PI = (float) (2 * Math.PI);

    private VectorMath() {
    }

    static MethodHandles.Lookup lookup() {
        return MethodHandles.lookup();
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(Lanes.F, value);
    }

    /** y = e^x */
    static void exp(Object x, int xOffset, Object y, int yOffset, int length) {
        exp(1f, x, xOffset, y, yOffset, length);
    }

    /** y = e^−x */
    static void expOfMinus(Object x, int xOffset, Object y, int yOffset, int length) {
        exp(-1f, x, xOffset, y, yOffset, length);
    }

    /**
     * y = e^(sign·x) = 2^n·e^r, |r| ≤ ½ ln 2, e^r by its Taylor polynomial of degree 7, times 2^n by adding n to the exponent. Below the
     * normal numbers the result is 0, above all it is ∞.
     */
    private static void exp(float sign, Object x, int xOffset, Object y, int yOffset, int length) {
        var c7 = all(1f / 5040);
        var c6 = all(1f / 720);
        var c5 = all(1f / 120);
        var c4 = all(1f / 24);
        var c3 = all(1f / 6);
        var c2 = all(0.5f);
        var one = all(1f);
        var signed = all(sign);
        var log2e = all(LOG2_E);
        var rounder = all(ROUNDER);
        var low = all(-LN2_LOW);
        var high = all(-LN2_HIGH);
        for (int i = 0; i < length; i += L) {
            var v = Lanes.load(x, xOffset + i).mul(signed);
            var shifted = v.fma(log2e, rounder);
            var n = shifted.sub(rounder);
            var r = n.fma(low, n.fma(high, v));
            var p = r.fma(c7, c6).fma(r, c5).fma(r, c4).fma(r, c3).fma(r, c2).fma(r, one).fma(r, one);
            var power = shifted.viewAsIntegralLanes().lanewise(VectorOperators.LSHL, 23);
            var scaled = p.viewAsIntegralLanes().add(power).viewAsFloatingLanes();
            scaled = scaled.blend(0f, v.lt(LEAST)).blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.GT, MOST));
            Lanes.store(scaled.blend(v, v.compare(VectorOperators.NE, v)), y, yOffset + i);
        }
    }

    /** y = 1/(1 + y): what is left of a sigmoid after {@link #exp} of −x. */
    static void reciprocalOfOnePlus(Object y, int yOffset, int length) {
        var one = all(1f);
        for (int i = 0; i < length; i += L) {
            Lanes.store(one.div(Lanes.load(y, yOffset + i).add(one)), y, yOffset + i);
        }
    }

    /**
     * y = x·P(x²)/Q(x²), a minimax fit of relative error 2e-8 on [−9, 9] (iteratively reweighted least squares on Chebyshev points);
     * beyond, tanh is ±1 in f32. One division, no exponential and no branch, and exact slope 1 at zero.
     */
    static void tanh(Object x, int xOffset, Object y, int yOffset, int length) {
        var p4 = all(1.3353205652322231e-08f);
        var p3 = all(2.0608047634596005e-05f);
        var p2 = all(0.0034955269657075405f);
        var p1 = all(0.13380974531173706f);
        var q4 = all(7.775965400469431e-07f);
        var q3 = all(0.0003285533166490495f);
        var q2 = all(0.02587675116956234f);
        var q1 = all(0.46714290976524353f);
        var one = all(1f);
        for (int i = 0; i < length; i += L) {
            var v = Lanes.load(x, xOffset + i).max(-9f).min(9f);
            var s = v.mul(v);
            var p = s.fma(p4, p3).fma(s, p2).fma(s, p1).fma(s, one);
            var q = s.fma(q4, q3).fma(s, q2).fma(s, q1).fma(s, one);
            Lanes.store(v.mul(p).div(q).max(-1f).min(1f), y, yOffset + i);
        }
    }

    /**
     * y = ln x for positive normal x; {@link #isLogOrdinary} tells. x = 2^n·m, m in [√½, √2); with f = m − 1 and t = f/(f + 2), ln m = 2t +
     * ⅔t³ + …, written as f − t(f − …), which keeps the leading term exact where m is close to 1.
     */
    static void log(Object x, int xOffset, Object y, int yOffset, int length) {
        var c9 = all(2f / 9);
        var c7 = all(2f / 7);
        var c5 = all(2f / 5);
        var c3 = all(2f / 3);
        var high = all(LN2_HIGH);
        var low = all(LN2_LOW);
        for (int i = 0; i < length; i += L) {
            var bits = Lanes.load(x, xOffset + i).viewAsIntegralLanes();
            var n = bits.sub(0x3F3504F3).lanewise(VectorOperators.ASHR, 23);
            var f = bits.sub(n.lanewise(VectorOperators.LSHL, 23)).viewAsFloatingLanes().sub(1f);
            var t = f.div(f.add(2f));
            var s = t.mul(t);
            var p = s.fma(c9, c7).fma(s, c5).fma(s, c3);
            var e = (FloatVector) n.convert(VectorOperators.I2F, 0);
            Lanes.store(e.fma(high, e.fma(low, f.sub(t.mul(f.sub(s.mul(p)))))), y, yOffset + i);
        }
    }

    /** Whether all of a range is positive, normal and finite. */
    static boolean isLogOrdinary(Object x, int xOffset, int length) {
        var least = all(1f);
        var most = all(1f);
        for (int i = 0; i < length; i += L) {
            var v = Lanes.load(x, xOffset + i);
            least = least.min(v);
            most = most.max(v);
        }
        return least.reduceLanes(VectorOperators.MIN) >= Float.MIN_NORMAL && most.reduceLanes(VectorOperators.MAX) <= Float.MAX_VALUE;
    }

    /**
     * y = √(−2 ln u)·cos 2πv from y = ln u, u ≤ 1, and v in [0, 1). With w = ¼ − |v − round v| the cosine is sin 2πw, an odd polynomial on
     * [−¼, ¼].
     */
    static void boxMuller(Object v, int vOffset, Object y, int yOffset, int length) {
        var rounder = all(ROUNDER);
        var quarter = all(0.25f);
        var c11 = all(-1f / 39916800);
        var c9 = all(1f / 362880);
        var c7 = all(-1f / 5040);
        var c5 = all(1f / 120);
        var c3 = all(-1f / 6);
        for (int i = 0; i < length; i += L) {
            var turns = Lanes.load(v, vOffset + i);
            var a = quarter.sub(turns.sub(turns.add(rounder).sub(rounder)).abs()).mul(TWO_PI);
            var s = a.mul(a);
            var p = s.fma(c11, c9).fma(s, c7).fma(s, c5).fma(s, c3);
            var cosine = s.mul(p).fma(a, a);
            Lanes.store(Lanes.load(y, yOffset + i).min(0f).mul(-2f).sqrt().mul(cosine), y, yOffset + i);
        }
    }
}
