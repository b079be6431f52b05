package dev.reverie.experiments.study;

import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.envs.BouncingBall;
import dev.reverie.mdn.Mixture;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * {@link BouncingBall} with its whole state observed, [x, y, vx, vy] in units that are about its standard deviations, as latents without
 * noise; and the law of the next state, element by element.
 *
 * <p>A step's kick decides whether the ball still reaches the wall: the velocity that comes is u = 0.98·v + 0.02·action + kick·ε, or −u
 * where x + u lies beyond. Near a wall its density has two modes.
 *
 * @param kick
 *            standard deviation of the random change of velocity
 */
record BallWorld(double kick) {
    /** x, y, vx, vy. */
    static final int SIZE = 4;
    static final List<String> NAMES = List.of("x", "y", "vx", "vy");
    static final int STEPS = 200;
    private static final double RADIUS = 0.15;
    private static final double WALL = 1 - RADIUS;
    /** What single precision may put on the other side of an end. */
    private static final double ROUNDING = 1e-6;

    private BouncingBall ball() {
        return new BouncingBall(new BouncingBall.Options(false, STEPS, RADIUS, kick));
    }

    /** What element d is divided by; velocities by what kicks alone give them in the long run. */
    double unit(int d) {
        return d < 2 ? 0.5 : kick / Math.sqrt(1 - 0.98 * 0.98);
    }

    /** Episodes under pushes drawn anew at every step. */
    List<Latents> episodes(int count, Seed seed) {
        return IntStream.range(0, count).mapToObj(i -> episode(seed.child("episode", i))).toList();
    }

    private Latents episode(Seed seed) {
        var means = new float[(STEPS + 1) * SIZE];
        var actions = new float[STEPS * 2];
        var random = seed.child("pushes").random();
        try (var ball = ball()) {
            ball.reset(seed.bits());
            observe(ball.state(), means, 0);
            for (int t = 0; t < STEPS; t++) {
                float[] action = {random.nextFloat() * 2 - 1, random.nextFloat() * 2 - 1};
                System.arraycopy(action, 0, actions, 2 * t, 2);
                ball.step(action);
                observe(ball.state(), means, t + 1);
            }
        }
        var exact = new float[means.length];
        Arrays.fill(exact, -60);
        return new Latents(SIZE, means, exact, actions, new float[STEPS], false, true, seed.bits());
    }

    private void observe(BouncingBall.State state, float[] into, int t) {
        double[] values = {state.x(), state.y(), state.vx(), state.vy()};
        for (int d = 0; d < SIZE; d++) {
            into[t * SIZE + d] = (float) (values[d] / unit(d));
        }
    }

    /** What one axis does next. */
    record Axis(double position, double drift, double kick) {
        /** The probability that the ball is thrown back. */
        double turn() {
            var next = Mixture.of(new double[]{1}, new double[]{position + drift}, new double[]{kick}).line();
            return next.cumulative(-WALL) + next.survival(WALL);
        }

        /** Whether the velocity that comes has two modes, well apart and neither of them rare. */
        boolean isTorn() {
            return turn() > 0.2 && turn() < 0.8 && Math.abs(drift) > 2 * kick;
        }

        /** Of the velocity that comes, in its own unit. It ends sharply where the ball just reaches a wall. */
        double velocityDensity(double v) {
            return Math.max(exactDensity(v), Math.max(exactDensity(v - ROUNDING), exactDensity(v + ROUNDING)));
        }

        private double exactDensity(double v) {
            return (isTurned(position + v) ? 0 : normal(v)) + (isTurned(position - v) ? normal(-v) : 0);
        }

        private double normal(double u) {
            double distance = (u - drift) / kick;
            return Math.exp(-0.5 * distance * distance) / (kick * Math.sqrt(2 * Math.PI));
        }

        private static boolean isTurned(double to) {
            return Math.floor((to + WALL) / (2 * WALL)) % 2 != 0;
        }
    }

    /** Axis 0 or 1 of a state as M sees it. */
    Axis axis(float[] state, float[] action, int axis) {
        return new Axis(state[axis] * unit(axis), 0.98 * state[axis + 2] * unit(axis + 2) + 0.02 * action[axis], kick);
    }

    /** The density of element d of the next state, in M's unit. */
    DoubleUnaryOperator density(float[] state, float[] action, int d) {
        if (d >= 2) {
            var axis = axis(state, action, d - 2);
            return z -> unit(d) * axis.velocityDensity(z * unit(d));
        }
        var from = new BouncingBall.State(state[0] * unit(0), state[1] * unit(1), state[2] * unit(2), state[3] * unit(3));
        try (var ball = ball()) {
            var law = d == 0 ? ball.transition(from, action).x() : ball.transition(from, action).y();
            // Single precision may put what lies at the wall a hair behind it.
            return z -> unit(d) * Math.exp(law.logDensity(Math.max(-WALL, Math.min(WALL, z * unit(d)))));
        }
    }
}
