package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Trig;
import java.util.List;

/**
 * Swing a pendulum up with a motor too weak to lift it, and hold it there: Pendulum-v1 of Gymnasium, to 1e-9 of its states; as a vector or
 * as a picture.
 *
 * <table>
 * <caption>Data sheet</caption>
 * <tr><td>action</td><td>one number in −2..2: the torque (N·m), positive anticlockwise</td></tr>
 * <tr><td>observation</td><td>3 floats: cos θ and sin θ of the angle from upright, positive anticlockwise, and the angular velocity (rad/s,
 * ±8); with {@link Options#pixels} 64×64×3 bytes: a red rod on white, in the proportions of Gymnasium's rendering, without its arrow for
 * the torque. One picture does not show the velocity</td></tr>
 * <tr><td>reward</td><td>−(θ² + 0.1·θ̇² + 0.001·torque²) before the step, θ in −π..π: from −16.3 to 0</td></tr>
 * <tr><td>start</td><td>angle uniform in −π..π, angular velocity in −1..1</td></tr>
 * <tr><td>terminated</td><td>never</td></tr>
 * <tr><td>truncated</td><td>after {@link Options#limit} steps, 200 by default. Good is a mean of −150</td></tr>
 * <tr><td>body</td><td>a rod of 1 kg and 1 m, held at one end; no friction, g = 10 m/s² ({@link Options#gravity})</td></tr>
 * <tr><td>time</td><td>0.05 s a step, semi-implicit Euler</td></tr>
 * </table>
 *
 * <p>Chance decides the start alone; it comes from our own generator, so a seed starts elsewhere than in Gymnasium. A step takes a tenth of
 * a microsecond, with its picture two microseconds.
 */
public final class Pendulum extends OwnEnv<Space.Box> {
    /**
     * What can be chosen.
     *
     * @param pixels
     *            whether the observation is a picture
     * @param limit
     *            steps an episode, at least 1
     * @param gravity
     *            m/s², within 0..100
     */
    public record Options(boolean pixels, int limit, double gravity) {
        public Options {
            Arguments.atLeast(1, "limit", limit);
            Arguments.within(0, 100, "gravity", gravity);
        }

        /** Vectors, 200 steps, 10 m/s². */
        public static Options defaults() {
            return new Options(false, 200, 10);
        }

        /** The defaults, but as pictures. */
        public static Options picture() {
            return new Options(true, 200, 10);
        }
    }

    private static final String VERSION = "1";

    private static final float STRONGEST = 2;
    private static final double FASTEST = 8;
    private static final double DT = 0.05;

    private static final byte[] WHITE = Sketch.rgb(255, 255, 255);
    private static final byte[] RED = Sketch.rgb(204, 77, 77);
    private static final byte[] BLACK = Sketch.rgb(0, 0, 0);
    /** Pixels a metre: the picture is 4.4 m wide. */
    private static final double SCALE = Sketch.SIZE / 4.4;
    private static final double MIDDLE = Sketch.SIZE / 2.0;

    private static final Space.Box ACTIONS = Space.box(-STRONGEST, STRONGEST, 1);
    private static final Space.Box OBSERVATIONS = Space.box(new float[]{-1, -1, (float) -FASTEST}, new float[]{1, 1, (float) FASTEST});

    private final Options options;
    private final Sketch sketch = new Sketch();
    private double theta;
    private double thetaDot;

    /** With the default options. */
    public Pendulum() {
        this(Options.defaults());
    }

    public Pendulum(Options options) {
        super(ACTIONS, options.pixels ? Sketch.SPACE : OBSERVATIONS);
        this.options = options;
    }

    static EnvEntry entry() {
        var standard = Options.defaults();
        return new EnvEntry("Pendulum", VERSION, "Swing a pendulum up and hold it there: Gymnasium's Pendulum-v1, also as a picture.",
                List.of(new EnvOption("pixels", String.valueOf(standard.pixels), "true: 64x64 pictures instead of vectors"),
                        new EnvOption("limit", String.valueOf(standard.limit), "steps an episode, >= 1"),
                        new EnvOption("gravity", String.valueOf(standard.gravity), "m/s^2, 0..100")),
                options -> new Pendulum(new Options(options.flag("pixels"), options.integer("limit"), options.number("gravity"))));
    }

    @Override
    public void begin(long seed) {
        var random = Seed.of(seed).child("pendulum").random();
        start((2 * random.nextDouble() - 1) * Math.PI, 2 * random.nextDouble() - 1);
    }

    /** Begins an episode in a given state. */
    void start(double... state) {
        episode.begin();
        theta = state[0];
        thetaDot = state[1];
    }

    /** Angle and angular velocity. */
    double[] state() {
        return new double[]{theta, thetaDot};
    }

    @Override
    public double play(float[] action) {
        int number = episode.next(action);
        float torque = action[0];
        double angle = wrapped(theta);
        // Products of the torque are single in Gymnasium, since actions are.
        double cost = angle * angle + 0.1 * (thetaDot * thetaDot) + 0.001f * (torque * torque);
        thetaDot += (1.5 * options.gravity * Trig.sin(theta) + 3 * torque) * DT;
        thetaDot = Math.max(-FASTEST, Math.min(thetaDot, FASTEST));
        theta += thetaDot * DT;
        episode.end(false, number >= options.limit);
        return -cost;
    }

    /** The angle within −π..π. */
    private static double wrapped(double angle) {
        double turned = (angle + Math.PI) % (2 * Math.PI);
        return (turned < 0 ? turned + 2 * Math.PI : turned) - Math.PI;
    }

    @Override
    public void look(Observations into, int row) {
        double cos = Trig.cos(theta);
        double sin = Trig.sin(theta);
        if (options.pixels) {
            sketch.begin(into, row, WHITE)
                    .stroke(MIDDLE, MIDDLE, MIDDLE - SCALE * sin, MIDDLE + SCALE * cos, 0.1 * SCALE, RED)
                    .disc(MIDDLE, MIDDLE, 0.05 * SCALE, BLACK);
        } else {
            var values = ((Observations.Vectors) into).values();
            values[3 * row] = (float) cos;
            values[3 * row + 1] = (float) sin;
            values[3 * row + 2] = (float) thetaDot;
        }
    }
}
