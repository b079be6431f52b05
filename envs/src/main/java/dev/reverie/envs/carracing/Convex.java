package dev.reverie.envs.carracing;

/** A convex polygon in the plane, its corners counter-clockwise. It may be moved: its owner writes the corners and calls {@link #bound}. */
final class Convex {
    final int corners;
    final float[] x;
    final float[] y;
    /** Outward unit normal of the edge from corner i to the next. */
    private final double[] normalX;
    private final double[] normalY;
    private float left;
    private float right;
    private float bottom;
    private float top;

    Convex(int corners) {
        this.corners = corners;
        x = new float[corners];
        y = new float[corners];
        normalX = new double[corners];
        normalY = new double[corners];
    }

    /**
     * The smallest convex polygon around some points, rounded to float.
     *
     * @param points
     *            x, y of each
     */
    static Convex around(double[] points) {
        int n = points.length / 2;
        var hull = new int[n + 1];
        int lowest = 0;
        for (int i = 1; i < n; i++) {
            if (points[2 * i + 1] < points[2 * lowest + 1]) {
                lowest = i;
            }
        }
        int count = 0;
        int at = lowest;
        do {
            hull[count++] = at;
            int next = at == 0 ? 1 : 0;
            for (int i = 0; i < n; i++) {
                if (i != at && turn(points, at, next, i) < 0) {
                    next = i;
                }
            }
            at = next;
        } while (at != lowest && count <= n);
        var convex = new Convex(count);
        for (int i = 0; i < count; i++) {
            convex.x[i] = (float) points[2 * hull[i]];
            convex.y[i] = (float) points[2 * hull[i] + 1];
        }
        convex.bound();
        return convex;
    }

    /** Positive if c lies to the left of the line from a to b. */
    private static double turn(double[] points, int a, int b, int c) {
        return (points[2 * b] - points[2 * a]) * (points[2 * c + 1] - points[2 * a + 1])
                - (points[2 * b + 1] - points[2 * a + 1]) * (points[2 * c] - points[2 * a]);
    }

    /** Finds normals and bounds anew after the corners were written. */
    void bound() {
        left = Float.POSITIVE_INFINITY;
        right = Float.NEGATIVE_INFINITY;
        bottom = Float.POSITIVE_INFINITY;
        top = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < corners; i++) {
            int j = i + 1 == corners ? 0 : i + 1;
            double dx = x[j] - (double) x[i];
            double dy = y[j] - (double) y[i];
            double length = Math.sqrt(dx * dx + dy * dy);
            normalX[i] = dy / length;
            normalY[i] = -dx / length;
            left = Math.min(left, x[i]);
            right = Math.max(right, x[i]);
            bottom = Math.min(bottom, y[i]);
            top = Math.max(top, y[i]);
        }
    }

    /** Whether the bounding boxes are at most {@code distance} apart on each axis. */
    boolean isNear(Convex other, float distance) {
        return left <= other.right + distance && other.left <= right + distance && bottom <= other.top + distance
                && other.bottom <= top + distance;
    }

    /** Whether the bounding box is at most {@code distance} from a point on each axis. */
    boolean isNear(float px, float py, float distance) {
        return left <= px + distance && px <= right + distance && bottom <= py + distance && py <= top + distance;
    }

    /** Whether the polygons are at most {@code distance} apart. */
    boolean isWithin(double distance, Convex other) {
        double gap = Math.max(gap(other), other.gap(this));
        return gap <= 0 || gap <= distance && Math.min(nearest(other), other.nearest(this)) <= distance * distance;
    }

    /** How far the other lies beyond the edge that it lies beyond most; not positive if they overlap, and at most their distance. */
    private double gap(Convex other) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < corners; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < other.corners; j++) {
                least = Math.min(least, normalX[i] * (other.x[j] - x[i]) + normalY[i] * (other.y[j] - y[i]));
            }
            most = Math.max(most, least);
        }
        return most;
    }

    /** Smallest squared distance from a corner of the other to an edge of this. */
    private double nearest(Convex other) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < corners; i++) {
            int k = i + 1 == corners ? 0 : i + 1;
            double ex = x[k] - (double) x[i];
            double ey = y[k] - (double) y[i];
            double squared = ex * ex + ey * ey;
            for (int j = 0; j < other.corners; j++) {
                double px = other.x[j] - (double) x[i];
                double py = other.y[j] - (double) y[i];
                double along = Math.max(0, Math.min(1, (px * ex + py * ey) / squared));
                double dx = px - along * ex;
                double dy = py - along * ey;
                best = Math.min(best, dx * dx + dy * dy);
            }
        }
        return best;
    }
}
