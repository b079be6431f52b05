package dev.reverie.compute.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Elementary functions on vectors, to a few units in the last place of f32, by polynomials. NaN in gives NaN out. */
final class VectorMath {
    private static final float LOG2_E = 1.44269504f;
    /** ln 2 in two parts, the first with few bits, so that n·ln 2 is exact (Cody and Waite 1980). */
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    /** 1.5·2²³: adding it rounds to the nearest integer and leaves that in the low bits. */
    private static final float ROUNDER = 12582912f;

    private VectorMath() {
    }

    private static FloatVector all(float value) {
        return FloatVector.broadcast(Lanes.F, value);
    }

    /** e^x = 2^n·e^r, |r| ≤ ½ ln 2, e^r by its Taylor polynomial of degree 7; overflows to ∞ and underflows to 0 by itself. */
    static FloatVector exp(FloatVector x) {
        var bounded = x.max(-105f).min(89.5f);
        var shifted = bounded.fma(all(LOG2_E), all(ROUNDER));
        var n = shifted.sub(ROUNDER);
        var r = n.fma(all(-LN2_LOW), n.fma(all(-LN2_HIGH), bounded));
        var p = r.fma(all(1f / 5040), all(1f / 720));
        p = p.fma(r, all(1f / 120));
        p = p.fma(r, all(1f / 24));
        p = p.fma(r, all(1f / 6));
        p = p.fma(r, all(0.5f));
        p = p.fma(r, all(1f));
        p = p.fma(r, all(1f));
        return scale(p, shifted.viewAsIntegralLanes());
    }

    /** p·2^n in two factors, since n can be one more than an exponent holds, or many less. */
    private static FloatVector scale(FloatVector p, IntVector shifted) {
        var n = shifted.sub(0x4B400000);
        var half = n.lanewise(VectorOperators.ASHR, 1);
        return p.mul(power(half)).mul(power(n.sub(half)));
    }

    private static FloatVector power(IntVector n) {
        return n.add(127).lanewise(VectorOperators.LSHL, 23).viewAsFloatingLanes();
    }

    /** 1/(1 + e^−x): relative accuracy on both sides. */
    static FloatVector sigmoid(FloatVector x) {
        return all(1f).div(exp(x.neg()).add(1f));
    }

    /** 1 − 2/(1 + e^2x) away from zero, the odd Taylor polynomial near it, where the subtraction would cancel. */
    static FloatVector tanh(FloatVector x) {
        var far = all(1f).sub(all(2f).div(exp(x.add(x)).add(1f)));
        var near = x.abs().lt(0.25f);
        return far.blend(tanhNearZero(x), near);
    }

    /** x − x³/3 + 2x⁵/15 − 17x⁷/315 + 62x⁹/2835, within 1e-8 relative of tanh for |x| &lt; ¼. */
    private static FloatVector tanhNearZero(FloatVector x) {
        var s = x.mul(x);
        var p = s.fma(all(62f / 2835), all(-17f / 315));
        p = p.fma(s, all(2f / 15));
        p = p.fma(s, all(-1f / 3));
        return s.mul(p).fma(x, x);
    }

    /** ln x = n ln 2 + ln m, m in [√½, √2): ln m = 2 artanh((m − 1)/(m + 1)) by its odd series. Zero gives −∞, negatives NaN. */
    static FloatVector log(FloatVector x) {
        var tiny = x.lt(Float.MIN_NORMAL);
        var scaled = x.blend(x.mul(0x1p24f), tiny);
        var bits = scaled.viewAsIntegralLanes();
        var n = bits.sub(0x3F3504F3).lanewise(VectorOperators.ASHR, 23);
        var m = bits.sub(n.lanewise(VectorOperators.LSHL, 23)).viewAsFloatingLanes();
        var exponent = ((FloatVector) n.convert(VectorOperators.I2F, 0)).sub(all(0f).blend(24f, tiny));
        var result = exponent.fma(all(LN2_HIGH), exponent.fma(all(LN2_LOW), logNearOne(m)));
        return logEdges(x, result);
    }

    private static FloatVector logNearOne(FloatVector m) {
        var f = m.sub(1f);
        var t = f.div(m.add(1f));
        var s = t.mul(t);
        var p = s.fma(all(2f / 9), all(2f / 7));
        p = p.fma(s, all(2f / 5));
        p = p.fma(s, all(2f / 3));
        // 2t = f − t·f keeps the leading term exact where m is close to 1.
        return f.sub(t.mul(f.sub(s.mul(p))));
    }

    private static FloatVector logEdges(FloatVector x, FloatVector result) {
        var whole = result.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
        whole = whole.blend(x, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
        return whole.blend(Float.NaN, x.compare(VectorOperators.GE, 0f).not());
    }

    /** cos 2πv for v in [0, 1): with w = ¼ − |v − round v| it is sin 2πw, an odd polynomial on [−¼, ¼]. */
    static FloatVector cosineOfTurns(FloatVector v) {
        var nearest = v.add(ROUNDER).sub(ROUNDER);
        var w = all(0.25f).sub(v.sub(nearest).abs());
        var a = w.mul((float) (2 * Math.PI));
        var s = a.mul(a);
        var p = s.fma(all(-1f / 39916800), all(1f / 362880));
        p = p.fma(s, all(-1f / 5040));
        p = p.fma(s, all(1f / 120));
        p = p.fma(s, all(-1f / 6));
        return s.mul(p).fma(a, a);
    }
}
