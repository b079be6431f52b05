package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Xoshiro256;
import java.util.List;

/**
 * A ball flies about in a box, is kicked at random, and can be pushed a little: a world whose future is uncertain in a way that is known
 * exactly, so that a model of it can be compared with the truth.
 *
 * <table>
 * <caption>Data sheet</caption>
 * <tr><td>action</td><td>two numbers in −1..1: push to the right and push upwards</td></tr>
 * <tr><td>observation</td><td>64×64×3 bytes: a white ball on dark, the box fills the picture. Without {@link Options#pixels}, 2 floats: x
 * and y of the ball, which is all that the picture shows. Neither shows the velocity</td></tr>
 * <tr><td>reward</td><td>−(x² + y²) after the step: the task is to keep the ball in the middle</td></tr>
 * <tr><td>start</td><td>anywhere in the box; the velocity is normal, with the standard deviation that kicks alone give it in the long
 * run</td></tr>
 * <tr><td>terminated</td><td>never</td></tr>
 * <tr><td>truncated</td><td>after {@link Options#limit} steps, 200 by default</td></tr>
 * <tr><td>box</td><td>−1..1 in x and y, so that 1/32 is a pixel; the centre of the ball stays within ±(1 − radius)</td></tr>
 * <tr><td>motion</td><td>v ← 0.98·v + 0.02·action + {@link Options#kick}·ε with ε standard normal in x and y; the ball moves by v; walls
 * reflect position and velocity</td></tr>
 * </table>
 *
 * <p>{@link #transition} gives the exact law of the next position. Its entropy bounds what any model can reach: away from the walls
 * log(kick·√(2πe)) nats a coordinate, −3.19 at the default kick of 0.01, which is a third of a pixel. A model that sees pictures must infer
 * the velocity from two of them.
 *
 * <p>A step takes a tenth of a microsecond, with its picture two microseconds.
 */
public final class BouncingBall extends OwnEnv<Space.Box> {
    /**
     * What can be chosen.
     *
     * @param pixels
     *            whether the observation is a picture
     * @param limit
     *            steps an episode, at least 1
     * @param radius
     *            of the ball, within 0.05..0.5; the box is 2 wide
     * @param kick
     *            standard deviation of the random change of velocity in a step, within 0.0001..0.5
     */
    public record Options(boolean pixels, int limit, double radius, double kick) {
        public Options {
            Arguments.atLeast(1, "limit", limit);
            Arguments.within(0.05, 0.5, "radius", radius);
            Arguments.within(FoldedNormal.NARROWEST, 0.5, "kick", kick);
        }

        /** Pictures, 200 steps, a ball of 10 pixels across, kicks of a third of a pixel. */
        public static Options defaults() {
            return new Options(true, 200, 0.15, 0.01);
        }

        /** The defaults, but as vectors. */
        public static Options vector() {
            return new Options(false, 200, 0.15, 0.01);
        }
    }

    /** Where the ball is, and what it would move by in the next step without friction, push and kick. */
    public record State(double x, double y, double vx, double vy) {
    }

    private static final String VERSION = "1";

    private static final double KEPT = 0.98;
    private static final double PUSH = 0.02;

    private static final byte[] DARK = Sketch.rgb(24, 24, 24);
    private static final byte[] WHITE = Sketch.rgb(255, 255, 255);
    private static final double SCALE = Sketch.SIZE / 2.0;

    private static final Space.Box ACTIONS = Space.box(-1, 1, 2);

    private final Options options;
    private final double wall;
    private final Sketch sketch = new Sketch();
    private Xoshiro256 random;
    private double x;
    private double y;
    private double vx;
    private double vy;

    /** With the default options. */
    public BouncingBall() {
        this(Options.defaults());
    }

    public BouncingBall(Options options) {
        super(ACTIONS, options.pixels ? Sketch.SPACE : Space.box((float) (options.radius - 1), (float) (1 - options.radius), 2));
        this.options = options;
        wall = 1 - options.radius;
    }

    static EnvEntry entry() {
        var standard = Options.defaults();
        return new EnvEntry("BouncingBall", VERSION, "A ball in a box, kicked at random: the true density of the next position is known.",
                List.of(new EnvOption("pixels", String.valueOf(standard.pixels), "true: 64x64 pictures, false: vectors [x, y]"),
                        new EnvOption("limit", String.valueOf(standard.limit), "steps an episode, >= 1"),
                        new EnvOption("radius", String.valueOf(standard.radius), "of the ball in a box 2 wide, 0.05..0.5"),
                        new EnvOption("kick", String.valueOf(standard.kick),
                                "standard deviation of the random change of velocity a step, 0.0001..0.5")),
                options -> new BouncingBall(
                        new Options(options.flag("pixels"), options.integer("limit"), options.number("radius"), options.number("kick"))));
    }

    @Override
    public void begin(long seed) {
        episode.begin();
        random = Seed.of(seed).child("bouncing-ball").random();
        double speed = options.kick / Math.sqrt(1 - KEPT * KEPT);
        x = wall * (2 * random.nextDouble() - 1);
        y = wall * (2 * random.nextDouble() - 1);
        vx = speed * random.nextGaussian();
        vy = speed * random.nextGaussian();
    }

    /** Goes on from {@code state} instead of the start that {@link #reset} chose. */
    void start(State state) {
        x = state.x;
        y = state.y;
        vx = state.vx;
        vy = state.vy;
    }

    /**
     * Where the ball is: what the picture shows, and more.
     *
     * @throws IllegalStateException
     *             before the first reset
     */
    public State state() {
        if (random == null) {
            throw new IllegalStateException("state before reset: call reset(seed) first");
        }
        return new State(x, y, vx, vy);
    }

    /**
     * The law of the next position.
     *
     * @param from
     *            a state of a ball with the same options
     * @param action
     *            what is played in it
     */
    public BallTransition transition(State from, float[] action) {
        ACTIONS.check("action", action);
        return new BallTransition(new FoldedNormal(from.x + drift(from.vx, action[0]), options.kick, wall),
                new FoldedNormal(from.y + drift(from.vy, action[1]), options.kick, wall));
    }

    /** The velocity to come, but for the kick. */
    private static double drift(double velocity, float push) {
        return KEPT * velocity + PUSH * push;
    }

    @Override
    public double play(float[] action) {
        int number = episode.next(action);
        vx = drift(vx, action[0]) + options.kick * random.nextGaussian();
        vy = drift(vy, action[1]) + options.kick * random.nextGaussian();
        double nextX = x + vx;
        double nextY = y + vy;
        x = FoldedNormal.fold(nextX, wall);
        y = FoldedNormal.fold(nextY, wall);
        vx = FoldedNormal.turned(nextX, wall) ? -vx : vx;
        vy = FoldedNormal.turned(nextY, wall) ? -vy : vy;
        episode.end(false, number >= options.limit);
        return -(x * x + y * y);
    }

    @Override
    public void look(Observations into, int row) {
        if (options.pixels) {
            sketch.begin(into, row, DARK).disc(SCALE * (1 + x), SCALE * (1 + y), SCALE * options.radius, WHITE);
        } else {
            var values = ((Observations.Vectors) into).values();
            values[2 * row] = (float) x;
            values[2 * row + 1] = (float) y;
        }
    }
}
