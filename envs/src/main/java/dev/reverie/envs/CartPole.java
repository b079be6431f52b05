package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Trig;
import java.util.List;

/**
 * Keep a pole upright on a cart by pushing the cart to the left or to the right: CartPole-v1 of Gymnasium, to 1e-9 of its states.
 *
 * <table>
 * <caption>Data sheet</caption>
 * <tr><td>action</td><td>0 pushes to the left, 1 to the right, always with 10 N</td></tr>
 * <tr><td>observation</td><td>4 floats: position of the cart (m, ±4.8), its velocity (m/s), angle of the pole from upright (rad, ±0.419),
 * its angular velocity (rad/s)</td></tr>
 * <tr><td>reward</td><td>1 a step, the last included: the return is the length. {@link Options#suttonBarto}: 0 a step, −1 when the pole
 * falls</td></tr>
 * <tr><td>start</td><td>all four uniform within ±0.05</td></tr>
 * <tr><td>terminated</td><td>position beyond ±2.4 m or angle beyond ±12°</td></tr>
 * <tr><td>truncated</td><td>after {@link Options#limit} steps, 500 by default; both flags are set if the pole falls in that very step.
 * Solved is a mean of 475</td></tr>
 * <tr><td>masses</td><td>cart 1 kg, pole 0.1 kg with half length 0.5 m; no friction, g = 9.8 m/s²</td></tr>
 * <tr><td>time</td><td>0.02 s a step, explicit Euler</td></tr>
 * </table>
 *
 * <p>Chance decides the start alone; it comes from our own generator, so a seed starts elsewhere than in Gymnasium. A step takes less than
 * a tenth of a microsecond.
 *
 * <p>Source: Barto, Sutton and Anderson, "Neuronlike adaptive elements that can solve difficult learning control problems", 1983, with the
 * equations of motion of Florian, "Correct equations for the dynamics of the cart-pole system", 2005, eqs. 23 and 24 without friction.
 */
public final class CartPole extends OwnEnv<Space.Discrete> {
    /**
     * What can be chosen.
     *
     * @param limit
     *            steps an episode, at least 1
     * @param suttonBarto
     *            whether rewards are those of Sutton and Barto: 0, and −1 for the fall
     */
    public record Options(int limit, boolean suttonBarto) {
        public Options {
            Arguments.atLeast(1, "limit", limit);
        }

        /** 500 steps, 1 a step. */
        public static Options defaults() {
            return new Options(500, false);
        }
    }

    private static final String VERSION = "1";

    private static final double GRAVITY = 9.8;
    private static final double POLE_MASS = 0.1;
    private static final double TOTAL_MASS = POLE_MASS + 1;
    private static final double HALF_LENGTH = 0.5;
    private static final double FORCE = 10;
    private static final double TAU = 0.02;
    private static final double FAR = 2.4;
    private static final double TILTED = 12 * 2 * Math.PI / 360;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private static final Space.Discrete ACTIONS = Space.discrete(2);
    private static final Space.Box OBSERVATIONS = Space.box(new float[]{(float) (-2 * FAR), -INFINITY, (float) (-2 * TILTED), -INFINITY},
            new float[]{(float) (2 * FAR), INFINITY, (float) (2 * TILTED), INFINITY});

    private final Options options;
    private double x;
    private double xDot;
    private double theta;
    private double thetaDot;

    /** With the default options. */
    public CartPole() {
        this(Options.defaults());
    }

    public CartPole(Options options) {
        super(ACTIONS, OBSERVATIONS);
        this.options = options;
    }

    static EnvEntry entry() {
        var standard = Options.defaults();
        return new EnvEntry("CartPole", VERSION, "Keep a pole upright on a cart by pushing the cart: Gymnasium's CartPole-v1.",
                List.of(new EnvOption("limit", String.valueOf(standard.limit), "steps an episode, >= 1"),
                        new EnvOption("suttonBarto", String.valueOf(standard.suttonBarto), "true: rewards 0 and, for the fall, -1")),
                options -> new CartPole(new Options(options.integer("limit"), options.flag("suttonBarto"))));
    }

    @Override
    public void begin(long seed) {
        var random = Seed.of(seed).child("cart-pole").random();
        start(random.nextDouble() * 0.1 - 0.05, random.nextDouble() * 0.1 - 0.05, random.nextDouble() * 0.1 - 0.05,
                random.nextDouble() * 0.1 - 0.05);
    }

    /** Begins an episode in a given state. */
    void start(double... state) {
        episode.begin();
        x = state[0];
        xDot = state[1];
        theta = state[2];
        thetaDot = state[3];
    }

    /** What the observation is rounded from. */
    double[] state() {
        return new double[]{x, xDot, theta, thetaDot};
    }

    @Override
    public double play(float[] action) {
        int number = episode.next(action);
        move(action[0] == 1 ? FORCE : -FORCE);
        boolean over = Math.abs(x) > FAR || Math.abs(theta) > TILTED;
        episode.end(over, number >= options.limit);
        return options.suttonBarto ? over ? -1 : 0 : 1;
    }

    private void move(double force) {
        double cos = Trig.cos(theta);
        double sin = Trig.sin(theta);
        double push = (force + POLE_MASS * HALF_LENGTH * (thetaDot * thetaDot) * sin) / TOTAL_MASS;
        // Florian 2005, eq. 23 and eq. 24.
        double thetaAcc = (GRAVITY * sin - cos * push) / (HALF_LENGTH * (4.0 / 3 - POLE_MASS * (cos * cos) / TOTAL_MASS));
        double xAcc = push - POLE_MASS * HALF_LENGTH * thetaAcc * cos / TOTAL_MASS;
        x += TAU * xDot;
        xDot += TAU * xAcc;
        theta += TAU * thetaDot;
        thetaDot += TAU * thetaAcc;
    }

    @Override
    public void look(Observations into, int row) {
        var values = ((Observations.Vectors) into).values();
        values[4 * row] = (float) x;
        values[4 * row + 1] = (float) xDot;
        values[4 * row + 2] = (float) theta;
        values[4 * row + 3] = (float) thetaDot;
    }
}
