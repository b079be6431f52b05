package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Trig;
import java.util.List;

/**
 * Drive a car out of a valley with an engine too weak to climb in one go: MountainCar-v0 of Gymnasium, to 1e-9 of its states. For a
 * throttle instead of three gears see {@link MountainCarContinuous}.
 *
 * <table>
 * <caption>Data sheet</caption>
 * <tr><td>action</td><td>0 accelerates to the left, 1 lets roll, 2 accelerates to the right</td></tr>
 * <tr><td>observation</td><td>2 floats: position (−1.2..0.6; the valley's floor is at −π/6, its sides rise as sin 3x) and velocity (a step,
 * ±0.07)</td></tr>
 * <tr><td>reward</td><td>−1 a step, the last included</td></tr>
 * <tr><td>start</td><td>at rest, position uniform in −0.6..−0.4</td></tr>
 * <tr><td>terminated</td><td>position 0.5 reached, no slower than {@link Options#goalVelocity}, 0 by default</td></tr>
 * <tr><td>truncated</td><td>after {@link Options#limit} steps, 200 by default, even if they end at the goal. Solved is a mean of
 * −110</td></tr>
 * <tr><td>motion</td><td>v += 0.001·(action − 1) − 0.0025·cos 3x; x += v; the wall at −1.2 stops the car</td></tr>
 * </table>
 *
 * <p>Chance decides the start alone; it comes from our own generator, so a seed starts elsewhere than in Gymnasium. A step takes less than
 * a tenth of a microsecond.
 *
 * <p>Source: Moore, "Efficient memory-based learning for robot control", PhD thesis, Cambridge 1990.
 */
public final class MountainCar extends OwnEnv<Space.Discrete> {
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
            Arguments.within(-FASTEST, FASTEST, "goalVelocity", goalVelocity);
        }

        /** 200 steps, any velocity. */
        public static Options defaults() {
            return new Options(200, 0);
        }
    }

    private static final String VERSION = "1";

    private static final double LEFT = -1.2;
    private static final double RIGHT = 0.6;
    private static final double FASTEST = 0.07;
    private static final double GOAL = 0.5;
    private static final double FORCE = 0.001;
    private static final double GRAVITY = 0.0025;

    private static final Space.Discrete ACTIONS = Space.discrete(3);
    private static final Space.Box OBSERVATIONS = Space.box(new float[]{(float) LEFT, (float) -FASTEST},
            new float[]{(float) RIGHT, (float) FASTEST});

    private final Options options;
    private double position;
    private double velocity;

    /** With the default options. */
    public MountainCar() {
        this(Options.defaults());
    }

    public MountainCar(Options options) {
        super(ACTIONS, OBSERVATIONS);
        this.options = options;
    }

    static EnvEntry entry() {
        var standard = Options.defaults();
        return new EnvEntry("MountainCar", VERSION, "Get a weak car out of a valley: Gymnasium's MountainCar-v0.",
                List.of(new EnvOption("limit", String.valueOf(standard.limit), "steps an episode, >= 1"),
                        new EnvOption("goalVelocity", String.valueOf(standard.goalVelocity),
                                "how fast to be at the goal at least, -0.07..0.07")),
                options -> new MountainCar(new Options(options.integer("limit"), options.number("goalVelocity"))));
    }

    @Override
    public void begin(long seed) {
        start(Seed.of(seed).child("mountain-car").random().nextDouble() * 0.2 - 0.6, 0);
    }

    /** Begins an episode in a given state. */
    void start(double... state) {
        episode.begin();
        position = state[0];
        velocity = state[1];
    }

    /** What the observation is rounded from. */
    double[] state() {
        return new double[]{position, velocity};
    }

    @Override
    public double play(float[] action) {
        int number = episode.next(action);
        velocity += (action[0] - 1.0) * FORCE + Trig.cos(3 * position) * -GRAVITY;
        velocity = Math.max(-FASTEST, Math.min(velocity, FASTEST));
        position = Math.max(LEFT, Math.min(position + velocity, RIGHT));
        if (position == LEFT && velocity < 0) {
            velocity = 0;
        }
        boolean arrived = position >= GOAL && velocity >= options.goalVelocity;
        episode.end(arrived, number >= options.limit);
        return -1;
    }

    @Override
    public void look(Observations into, int row) {
        var values = ((Observations.Vectors) into).values();
        values[2 * row] = (float) position;
        values[2 * row + 1] = (float) velocity;
    }
}
