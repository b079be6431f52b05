package dev.reverie.envs.carracing;

import dev.reverie.core.Trig;
import java.util.Arrays;

/**
 * How a track comes about: twelve random checkpoints around the field, a walker who heads for one after the other for five laps and cannot
 * turn on the spot, and the last whole lap of the walk, if its ends meet.
 *
 * <p>The rules and their constants are those of Gymnasium's CarRacing; the same random numbers give the same track.
 */
final class TrackWalk {
    static final double TURN_RATE = 0.31;
    private static final double SCALE = 6;
    private static final double RADIUS = 900 / SCALE;
    private static final double STEP = 21 / SCALE;
    private static final int CHECKPOINTS = 12;
    private static final int LAPS = 4;
    private static final int MAX_STEPS = 2500;
    private static final double TURN = 2 * Math.PI;
    private static final double START_ALPHA = TURN * -0.5 / CHECKPOINTS;

    private final double[] angle = new double[CHECKPOINTS];
    private final double[] targetX = new double[CHECKPOINTS];
    private final double[] targetY = new double[CHECKPOINTS];

    private double x = 1.5 * RADIUS;
    private double y;
    private double beta;
    private int target;
    private int laps;
    private boolean beenBelow;

    private final double[] alphas = new double[MAX_STEPS];
    private final double[] betas = new double[MAX_STEPS];
    private final double[] xs = new double[MAX_STEPS];
    private final double[] ys = new double[MAX_STEPS];
    private int points;

    private TrackWalk(NumpyRandom random) {
        for (int c = 0; c < CHECKPOINTS; c++) {
            // Drawn even where they are not used: the stream is part of the rules.
            double noise = random.uniform(0, TURN * 1 / CHECKPOINTS);
            double radius = random.uniform(RADIUS / 3, RADIUS);
            boolean fixed = c == 0 || c == CHECKPOINTS - 1;
            angle[c] = TURN * c / CHECKPOINTS + (fixed ? 0 : noise);
            double distance = fixed ? 1.5 * RADIUS : radius;
            targetX[c] = distance * Trig.cos(angle[c]);
            targetY[c] = distance * Trig.sin(angle[c]);
        }
    }

    /** Walks until a lap closes; a walk that fails is followed by another with what comes next from {@code random}. */
    static Track closed(NumpyRandom random) {
        while (true) {
            var walk = new TrackWalk(random);
            walk.go();
            var track = walk.lastLap();
            if (track != null && meets(track)) {
                return track;
            }
        }
    }

    private void go() {
        do {
            step();
        } while (laps <= LAPS && points < MAX_STEPS);
    }

    private void step() {
        double alpha = bearing();
        while (alpha > angle[target % CHECKPOINTS]) {
            target++;
            if (target % CHECKPOINTS == 0) {
                alpha -= TURN;
            }
        }
        double cos = Trig.cos(beta);
        double sin = Trig.sin(beta);
        double aside = SCALE * (cos * (targetX[target % CHECKPOINTS] - x) + sin * (targetY[target % CHECKPOINTS] - y));
        double before = nearestTurn(alpha);
        double turn = Math.min(TURN_RATE, Math.abs(0.001 * aside));
        beta = before - (aside > 0.3 ? turn : 0) + (aside < -0.3 ? turn : 0);
        x -= sin * STEP;
        y += cos * STEP;
        alphas[points] = alpha;
        betas[points] = before * 0.5 + beta * 0.5;
        xs[points] = x;
        ys[points] = y;
        points++;
    }

    /** The walker's angle on the field, 0..2π; counts laps as it passes the positive x axis upwards. */
    private double bearing() {
        double alpha = StrictMath.atan2(y, x);
        if (beenBelow && alpha > 0) {
            laps++;
            beenBelow = false;
        }
        if (alpha < 0) {
            beenBelow = true;
            alpha += TURN;
        }
        return alpha;
    }

    /** β, moved by whole turns to within three quarters of a turn of α. */
    private double nearestTurn(double alpha) {
        double turned = beta;
        while (turned - alpha > 0.75 * TURN) {
            turned -= TURN;
        }
        while (turned - alpha < -0.75 * TURN) {
            turned += TURN;
        }
        return turned;
    }

    /** What lies between the last two passages of the start, the last point left out; null if there are not two. */
    private Track lastLap() {
        int to = passageBefore(points);
        int from = passageBefore(to);
        if (from <= 0) {
            return null;
        }
        return Track.along(Arrays.copyOfRange(alphas, from, to - 1), Arrays.copyOfRange(betas, from, to - 1),
                Arrays.copyOfRange(xs, from, to - 1), Arrays.copyOfRange(ys, from, to - 1));
    }

    private int passageBefore(int end) {
        int i = end - 1;
        while (i > 0 && !(alphas[i] > START_ALPHA && alphas[i - 1] <= START_ALPHA)) {
            i--;
        }
        return i;
    }

    /** Whether the ends are at most a step apart, weighted by the heading at the start. */
    private static boolean meets(Track track) {
        int last = track.tiles() - 1;
        double across = Trig.cos(track.beta()[0]) * (track.x()[0] - track.x()[last]);
        double along = Trig.sin(track.beta()[0]) * (track.y()[0] - track.y()[last]);
        return Math.sqrt(across * across + along * along) <= STEP;
    }
}
