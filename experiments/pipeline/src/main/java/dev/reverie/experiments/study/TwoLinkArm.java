package dev.reverie.experiments.study;

import java.util.List;

/**
 * An arm of two links in a plane. Angles are in radians: the shoulder's from the x axis, the elbow's from the first link, both positive to
 * the left.
 *
 * @param upper
 *            length of the link at the shoulder, > 0
 * @param lower
 *            length of the link at the hand, > 0
 */
record TwoLinkArm(double upper, double lower) {
    TwoLinkArm {
        if (!(upper > 0 && lower > 0)) {
            throw new IllegalArgumentException("upper and lower must be > 0, were " + upper + " and " + lower);
        }
    }

    double length() {
        return upper + lower;
    }

    /** Where the elbow is, (x, y). */
    double[] elbow(double shoulder) {
        return new double[]{upper * StrictMath.cos(shoulder), upper * StrictMath.sin(shoulder)};
    }

    /** Where the hand is, (x, y): forward kinematics. */
    double[] hand(double shoulder, double elbow) {
        var at = elbow(shoulder);
        return new double[]{at[0] + lower * StrictMath.cos(shoulder + elbow), at[1] + lower * StrictMath.sin(shoulder + elbow)};
    }

    /**
     * Both ways to reach a place, (shoulder, elbow) each, by the law of cosines: the elbow's angle positive, then negative.
     *
     * @param distance
     *            from the shoulder, between |upper − lower| and upper + lower
     * @param direction
     *            radians
     */
    List<double[]> reach(double distance, double direction) {
        double cosine = (distance * distance - upper * upper - lower * lower) / (2 * upper * lower);
        double elbow = StrictMath.acos(Math.max(-1, Math.min(1, cosine)));
        double off = StrictMath.atan2(lower * StrictMath.sin(elbow), upper + lower * StrictMath.cos(elbow));
        return List.of(new double[]{direction - off, elbow}, new double[]{direction + off, -elbow});
    }
}
