package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Trig;
import java.util.List;

/**
 * Drive a car out of a valley with a throttle, sparing fuel: MountainCarContinuous-v0 of Gymnasium, to 1e-9 of its states. For three gears
 * and no fuel see {@link MountainCar}, whose goal is a little further up.
 *
 * <table>
 * <caption>Data sheet</caption>
 * <tr><td>action</td><td>one number in −1..1: full throttle to the left .. to the right</td></tr>
 * <tr><td>observation</td><td>2 floats: position (−1.2..0.6; the valley's floor is at −π/6, its sides rise as sin 3x) and velocity (a step,
 * ±0.07)</td></tr>
 * <tr><td>reward</td><td>−0.1·action² a step, and 100 for the step that arrives</td></tr>
 * <tr><td>start</td><td>at rest, position uniform in −0.6..−0.4</td></tr>
 * <tr><td>terminated</td><td>position 0.45 reached, no slower than {@link Options#goalVelocity}, 0 by default</td></tr>
 * <tr><td>truncated</td><td>after {@link Options#limit} steps, 999 by default, even if they end at the goal. Solved is a mean of
 * 90</td></tr>
 * <tr><td>motion</td><td>v += 0.0015·action − 0.0025·cos 3x; x += v; the wall at −1.2 stops the car</td></tr>
 * </table>
 *
 * <p>Alone among the classic ones, it is computed in single precision: Gymnasium keeps the observation as the state, from the first step
 * on, and so do we; a start is double until then.
 *
 * <p>Chance decides the start alone; it comes from our own generator, so a seed starts elsewhere than in Gymnasium. A step takes less than
 * a tenth of a microsecond.
 *
 * <p>Source: Moore, "Efficient memory-based learning for robot control", PhD thesis, Cambridge 1990.
 */
public final class MountainCarContinuous extends OwnEnv<Space.Box> {
    /**
     * What can be chosen.
     *
     * @param limit
     *            steps an episode, at least 1
     * @param goalVelocity
     *            how fast the car must at least be at the goal, within ±0.07
     */
    public record Options(int limit, double goalVelocity) {
        public Options {
            Arguments.atLeast(1, "limit", limit);
            Arguments.within(-0.07, 0.07, "goalVelocity", goalVelocity);
        }

        /** 999 steps, any velocity. */
        public static Options defaults() {
            return new Options(999, 0);
        }
    }

    private static final String VERSION = "1";

    private static final float LEFT = -1.2f;
    private static final float RIGHT = 0.6f;
    private static final float FASTEST = 0.07f;
    private static final float GOAL = 0.45f;
    private static final float POWER = 0.0015f;
    private static final double GRAVITY = 0.0025;

    private static final Space.Box ACTIONS = Space.box(-1, 1, 1);
    private static final Space.Box OBSERVATIONS = Space.box(new float[]{LEFT, -FASTEST}, new float[]{RIGHT, FASTEST});

    private final Options options;
    private double startPosition;
    private double startVelocity;
    private float position;
    private float velocity;

    /** With the default options. */
    public MountainCarContinuous() {
        this(Options.defaults());
    }

    public MountainCarContinuous(Options options) {
        super(ACTIONS, OBSERVATIONS);
        this.options = options;
    }

    static EnvEntry entry() {
        var standard = Options.defaults();
        return new EnvEntry("MountainCarContinuous", VERSION,
                "Get a weak car out of a valley, sparing fuel: Gymnasium's MountainCarContinuous-v0.",
                List.of(new EnvOption("limit", String.valueOf(standard.limit), "steps an episode, >= 1"),
                        new EnvOption("goalVelocity", String.valueOf(standard.goalVelocity),
                                "how fast to be at the goal at least, -0.07..0.07")),
                options -> new MountainCarContinuous(new Options(options.integer("limit"), options.number("goalVelocity"))));
    }

    @Override
    public void begin(long seed) {
        start(Seed.of(seed).child("mountain-car-continuous").random().nextDouble() * 0.2 - 0.6, 0);
    }

    /** Begins an episode in a given state. */
    void start(double... state) {
        episode.begin();
        startPosition = state[0];
        startVelocity = state[1];
        position = (float) startPosition;
        velocity = (float) startVelocity;
    }

    /** What the observation is. */
    double[] state() {
        return new double[]{position, velocity};
    }

    @Override
    public double play(float[] action) {
        int number = episode.next(action);
        if (number == 1) {
            firstMove(action[0]);
        } else {
            move(action[0]);
        }
        if (position == LEFT && velocity < 0) {
            velocity = 0;
        }
        boolean arrived = position >= GOAL && velocity >= (float) options.goalVelocity;
        double fuel = (double) action[0] * action[0] * 0.1;
        episode.end(arrived, number >= options.limit);
        return (arrived ? 100 : 0) - fuel;
    }

    private void firstMove(float throttle) {
        double fast = startVelocity + acceleration(throttle, 3 * startPosition);
        fast = Math.max(-FASTEST, Math.min(fast, FASTEST));
        velocity = (float) fast;
        position = Math.max(LEFT, Math.min((float) (startPosition + fast), RIGHT));
    }

    private void move(float throttle) {
        velocity = Math.max(-FASTEST, Math.min(velocity + acceleration(throttle, 3 * position), FASTEST));
        position = Math.max(LEFT, Math.min(position + velocity, RIGHT));
    }

    /** {@code threeX}: a double at the start, rounded to a float later. */
    private static float acceleration(float throttle, double threeX) {
        return throttle * POWER - (float) (GRAVITY * Trig.cos(threeX));
    }

    @Override
    public void look(Observations into, int row) {
        var values = ((Observations.Vectors) into).values();
        values[2 * row] = position;
        values[2 * row + 1] = velocity;
    }
}
