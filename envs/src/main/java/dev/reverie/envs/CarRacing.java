package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Observations;
import dev.reverie.core.Space;
import dev.reverie.core.StateEnv;
import dev.reverie.envs.carracing.Course;
import dev.reverie.envs.carracing.Picture;
import dev.reverie.envs.carracing.Race;
import dev.reverie.envs.carracing.RoadAhead;
import java.util.List;

/**
 * Drive a rear-wheel-driven car around a random track, seen from above: Gymnasium's CarRacing without Python, Box2D or SDL.
 *
 * <table>
 * <caption>Data sheet</caption>
 * <tr><td>action</td><td>steering −1 (left) to 1, gas 0..1, brake 0..1 (from 0.9 on the wheels block); or, discrete, one of: nothing,
 * right, left, gas, brake, at 0.6, 0.6, 0.2 and 0.8</td></tr>
 * <tr><td>observation</td><td>96×96×3 bytes, the last 12 rows instruments; or 64×64×3 bytes of the 84 rows above them</td></tr>
 * <tr><td>reward</td><td>−0.1 a step (1/50 s); 1000/N for the first wheel on each of the N tiles; −100, and nothing else, for leaving the
 * field</td></tr>
 * <tr><td>terminated</td><td>off the field, |x| or |y| above 333.3 m; or when the lap is done: all tiles visited, or tile 0 for the first
 * time after more than {@link Options#lapCompletePercent} of all. See {@link Rules} for the older versions</td></tr>
 * <tr><td>truncated</td><td>after {@link Options#limit} steps, 1,000 by default, if not terminated; solved is a mean of 900 over 100
 * episodes</td></tr>
 * <tr><td>start</td><td>at rest on the road, where the first wheels' tiles are paid with the first step; the camera comes down from high
 * above in the first second</td></tr>
 * <tr><td>track</td><td>251 to 351 tiles, 3.5 m long and 13.3 m wide, red and white kerbs inside hard turns</td></tr>
 * <tr><td>car</td><td>7.3 kg, 40 kW shared by no differential; gas rises by at most 0.1 a step; a wheel holds 400 N on the road, 240 N on
 * grass</td></tr>
 * </table>
 *
 * <p>A seed means here what it means in Gymnasium: the same track, the same colours, and for the same actions the same course. Against
 * Gymnasium 1.4 with Box2D 2.3.10 on Linux, tracks agree to 1e-9 and so do the rewards of 100 episodes of {@link CarRacingDriver} from
 * start to end, since the car moves as Box2D's to the last bit; pictures agree in 93% of the bytes, with a mean difference of 0.3 of 255.
 * What differs are half-covered pixels and the shapes of the score's digits.
 *
 * <p>Not here: the reset option that keeps the colours of the last episode, pictures for people (600×400, with skid marks), and
 * {@code lap_finished} in an info.
 *
 * <p>A step costs 15 µs without its picture; with it about 50 µs at 64×64, fast, and 120 µs at 96×96, faithful. Nothing is allocated but
 * the observation, and not even that where the caller has a buffer for it.
 */
public final class CarRacing extends OwnEnv<Space> implements StateEnv {
    /** Which version's end of an episode, for scores to stand beside older ones. */
    public enum Rules {
        /** A lap is done when every tile was visited, and terminates. */
        V0,
        /** A done lap truncates. */
        V2,
        /** A done lap terminates. */
        V3
    }

    /**
     * What can be chosen.
     *
     * @param size
     *            of the observation: 96, as in Gymnasium, or 64
     * @param faithful
     *            16 samples a pixel, and 64×64 from 96×96 as by {@code Resize.of(env, 64, 64).withRows(0, 84)}; otherwise 4 samples, and
     *            64×64 directly
     * @param rules
     *            of which version
     * @param discrete
     *            five actions instead of three numbers
     * @param randomColours
     *            another road and another field each episode (Gymnasium's {@code domain_randomize})
     * @param lapCompletePercent
     *            0..1, a share in spite of its name, which is Gymnasium's
     * @param limit
     *            steps an episode, at least 1
     */
    public record Options(int size, boolean faithful, Rules rules, boolean discrete, boolean randomColours, double lapCompletePercent,
            int limit) {
        public Options {
            if (size != 64 && size != 96) {
                throw new IllegalArgumentException("size must be 64 or 96, was " + size);
            }
            if (!(lapCompletePercent >= 0 && lapCompletePercent <= 1)) {
                throw new IllegalArgumentException("lapCompletePercent must be in 0..1, was " + lapCompletePercent);
            }
            Arguments.atLeast(1, "limit", limit);
        }

        /** As {@code gymnasium.make("CarRacing-v3")}: 96×96, faithful. */
        public static Options defaults() {
            return new Options(96, true, Rules.V3, false, false, 0.95, 1000);
        }

        /** For world models: 64×64 of the scene, fast. */
        public static Options small() {
            return defaults().withPicture(64, false);
        }

        public Options withPicture(int size, boolean faithful) {
            return new Options(size, faithful, rules, discrete, randomColours, lapCompletePercent, limit);
        }

        public Options withRules(Rules rules) {
            return new Options(size, faithful, rules, discrete, randomColours, lapCompletePercent, limit);
        }

        public Options withDiscrete(boolean discrete) {
            return new Options(size, faithful, rules, discrete, randomColours, lapCompletePercent, limit);
        }

        public Options withLapCompletePercent(double lapCompletePercent) {
            return new Options(size, faithful, rules, discrete, randomColours, lapCompletePercent, limit);
        }

        public Options withLimit(int limit) {
            return new Options(size, faithful, rules, discrete, randomColours, lapCompletePercent, limit);
        }
    }

    private static final String VERSION = "1";
    private static final Space CONTINUOUS = Space.box(new float[]{-1, 0, 0}, new float[]{1, 1, 1});
    private static final Space DISCRETE = Space.discrete(5);
    /** Steering, gas and brake of the discrete actions. */
    private static final double[][] CHOICES = {{0, 0, 0}, {0.6, 0, 0}, {-0.6, 0, 0}, {0, 0.2, 0}, {0, 0, 0.8}};

    private final Options options;
    private final Race race;
    private final RoadAhead roadAhead;
    private final Picture picture;
    /** For 64×64, faithful: of the 96×96 in {@link #full}. */
    private final CarRacingCrop crop;
    private final byte[] full;

    /** With the default options. */
    public CarRacing() {
        this(Options.defaults());
    }

    public CarRacing(Options options) {
        super(options.discrete ? DISCRETE : CONTINUOUS, Space.frame(options.size, options.size, 3));
        this.options = options;
        race = new Race(options.lapCompletePercent);
        roadAhead = new RoadAhead(race);
        picture = options.faithful ? Picture.faithful() : Picture.fast(options.size);
        crop = options.faithful && options.size == CarRacingCrop.SIZE ? new CarRacingCrop() : null;
        full = crop == null ? null : new byte[picture.length()];
    }

    /**
     * Starts an episode on the track of Gymnasium's {@code reset(seed=seed)}.
     *
     * @param seed
     *            a negative one is read as a number of 64 bits without a sign
     */
    @Override
    public void begin(long seed) {
        episode.begin();
        var course = Course.of(seed, options.randomColours);
        race.start(course.track());
        picture.use(course.colours());
    }

    @Override
    public double play(float[] action) {
        int number = episode.next(action);
        double reward;
        if (options.discrete) {
            var choice = CHOICES[(int) action[0]];
            reward = race.step(choice[0], choice[1], choice[2]);
        } else {
            reward = race.step(action[0], action[1], action[2]);
        }
        boolean lap = race.isAllVisited() || options.rules != Rules.V0 && race.isLapComplete();
        boolean terminated = race.isOffField() || lap && options.rules != Rules.V2;
        boolean truncated = !terminated && (lap || number >= options.limit);
        episode.end(terminated, truncated);
        return reward;
    }

    @Override
    public void look(Observations into, int row) {
        var frames = (Observations.Frames) into;
        int from = row * frames.frameSize();
        if (crop == null) {
            picture.paint(race, frames.pixels(), from);
        } else {
            picture.paint(race, full, 0);
            crop.paint(full, frames.pixels(), from);
        }
    }

    @Override
    public List<String> stateNames() {
        return RoadAhead.NAMES;
    }

    @Override
    public void state(float[] into, int from) {
        roadAhead.write(into, from);
    }

    /** {@code speed}, in 50 m/s, and {@code grass}, the share of the wheels that are on it. */
    @Override
    public List<String> signals() {
        return List.of("speed", "grass");
    }

    @Override
    public float signal(int i) {
        return i == 0 ? (float) (Math.hypot(race.vx(), race.vy()) / 50) : race.wheelsOnGrass() / 4f;
    }

    /** What is going on, for a driver that need not look. */
    Race race() {
        return race;
    }

    static EnvEntry entry() {
        var standard = Options.defaults();
        return new EnvEntry("CarRacing", VERSION, "Drive around a random track, seen from above: Gymnasium's CarRacing-v3.",
                List.of(new EnvOption("size", String.valueOf(standard.size), "of the picture: 96 with instruments, or 64 without"),
                        new EnvOption("faithful", String.valueOf(standard.faithful), "16 samples a pixel, not 4; slower"),
                        new EnvOption("rules", standard.rules.name(), "how an episode ends: V0, V2 or V3"),
                        new EnvOption("discrete", String.valueOf(standard.discrete), "five actions instead of three numbers"),
                        new EnvOption("randomColours", String.valueOf(standard.randomColours), "other colours each episode"),
                        new EnvOption("lapCompletePercent", String.valueOf(standard.lapCompletePercent), "share of the tiles, 0..1"),
                        new EnvOption("limit", String.valueOf(standard.limit), "steps an episode (50 a second), >= 1"),
                        new EnvOption("state", "false", "true: observe the true state (road ahead, speed, grass), not the picture")),
                options -> StateObserved
                        .of(new CarRacing(new Options(options.integer("size"), options.flag("faithful"), rules(options.text("rules")),
                                options.flag("discrete"), options.flag("randomColours"), options.number("lapCompletePercent"),
                                options.integer("limit"))), options.flag("state")));
    }

    private static Rules rules(String name) {
        try {
            return Rules.valueOf(name.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("rules must be V0, V2 or V3, was '" + name + "'", e);
        }
    }
}
