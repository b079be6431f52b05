package dev.reverie.envs;

import dev.reverie.core.Arguments;
import dev.reverie.core.Observation;
import dev.reverie.core.Observations;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.StateEnv;
import java.util.List;

/**
 * Dodge the fireballs of a growing row of imps at the far end of a room, for as long as you can: the rules of DoomTakeCover with a
 * picture of its own, nothing of Doom being needed or shipped.
 *
 * <table>
 * <caption>Data sheet</caption>
 * <tr><td>action</td><td>one number in −1..1: below −1/3 left, above 1/3 right, else stay, as Ha and Schmidhuber (2018) have it</td></tr>
 * <tr><td>observation</td><td>{@link Options#size}×size×3 bytes, 64×64 by default: what the player sees</td></tr>
 * <tr><td>reward</td><td>1 a tic (1/35 s), that of the death included: the return is the length in tics</td></tr>
 * <tr><td>terminated</td><td>when health, 100 at first, is 0</td></tr>
 * <tr><td>truncated</td><td>after {@link Options#limit} tics, 2,100 by default; solved is a mean above 750 over 100 episodes</td></tr>
 * <tr><td>room</td><td>576 deep, 768 wide and 104 high; the player, 32 wide, begins 32 before its near wall</td></tr>
 * <tr><td>moving</td><td>from side to side: thrust 0.75 a tic, friction 0.90625, so at most 8 units a tic and some gliding on; walls stop
 * what goes across them</td></tr>
 * <tr><td>imps</td><td>invulnerable, standing; three at first; every 60 tics one more tries to appear, 40 from all others</td></tr>
 * <tr><td>attack</td><td>at random, about every 140 tics an imp; it turns to the player, and its arms rise 16 tics before the fireball
 * leaves</td></tr>
 * <tr><td>fireball</td><td>10 units a tic, straight to where the player was; hits within 22 units along both axes; ends at a wall or at
 * another imp, which it does not hurt</td></tr>
 * <tr><td>damage</td><td>21, 42, …, 168, each as likely: half of the hits kill at once; pain reddens the picture for as many tics</td></tr>
 * <tr><td>knock-back</td><td>damage/8 units a tic away from the fireball, gliding off as after a key: the first hit that one survives ends
 * at the near wall</td></tr>
 * </table>
 *
 * <p>Each rule is told where it is kept: in {@code TakeCoverPlayer}, {@code Imp} and {@code Fireball}. They are those of Doom, as the
 * engine of DoomTakeCover has them. Chance decides where imps appear, when they attack and how much a hit hurts; all of it follows from the
 * reset seed. Uniform actions, a new one each tic, live 222 ± 101 tics, held for 1 to 10 tics 315 ± 162, standing still 159 ± 50 (2,000
 * episodes each); a {@link TakeCoverDodger}, who knows more than the picture shows, lives to the end.
 *
 * <p>What differs from the game: the picture is drawn by formulas, the light does not flicker and the view does not bob; random numbers are
 * independent instead of coming from a table; the last picture is of the fatal hit, not of the fall; a distant fireball is drawn larger
 * than it would be; a sliding player stands at the wall itself, not a fraction of a unit before it.
 *
 * <p>A step with its picture takes some tens of microseconds and allocates little more than the frame.
 */
public final class TakeCover extends OwnEnv<Space.Box> implements StateEnv {
    /**
     * What can be chosen.
     *
     * @param frameSkip
     *            tics a step, at least 1; the action is held, the rewards are added, the last picture is shown
     * @param limit
     *            tics an episode, at least 1
     * @param size
     *            rows and columns of the picture, 16..1024
     */
    public record Options(int frameSkip, int limit, int size) {
        public Options {
            Arguments.atLeast(1, "frameSkip", frameSkip);
            Arguments.atLeast(1, "limit", limit);
            if (size < 16 || size > 1024) {
                throw new IllegalArgumentException("size must be within 16..1024, was " + size);
            }
        }

        /** One tic a step, 2,100 tics an episode, 64×64 pixels. */
        public static Options defaults() {
            return new Options(1, 2100, 64);
        }

        /** With so many tics a step. */
        public Options withFrameSkip(int newFrameSkip) {
            return new Options(newFrameSkip, limit, size);
        }

        /** With so many tics an episode. */
        public Options withLimit(int newLimit) {
            return new Options(frameSkip, newLimit, size);
        }

        /** With pictures of so many rows and columns. */
        public Options withSize(int newSize) {
            return new Options(frameSkip, limit, newSize);
        }
    }

    private static final String VERSION = "2";
    private static final Space.Box ACTIONS = Space.box(-1, 1, 1);
    private static final float THIRD = 1 / 3f;

    private final Options options;
    private final TakeCoverView view;
    private final byte[] pixels;
    private TakeCoverGame game;
    /** Health before the last step. */
    private int healthBefore;

    /** With the default options. */
    public TakeCover() {
        this(Options.defaults());
    }

    public TakeCover(Options options) {
        super(ACTIONS, Space.frame(options.size, options.size, Camera.CHANNELS));
        this.options = options;
        view = new TakeCoverView(options.size);
        pixels = new byte[observationSpace().size()];
    }

    @Override
    public Observation.Frame reset(long seed) {
        return (Observation.Frame) StateEnv.super.reset(seed);
    }

    @Override
    public void begin(long seed) {
        episode.begin();
        game = new TakeCoverGame(Seed.of(seed).child("take-cover").random());
    }

    @Override
    public double play(float[] action) {
        episode.next(action);
        int direction = direction(action[0]);
        int before = game.tics();
        healthBefore = game.health();
        do {
            game.tic(direction);
        } while (!over() && game.tics() - before < options.frameSkip);
        episode.end(game.dead(), over() && !game.dead());
        return game.tics() - before;
    }

    @Override
    public void look(Observations into, int row) {
        view.paint(game, pixels);
        System.arraycopy(pixels, 0, ((Observations.Frames) into).pixels(), row * pixels.length, pixels.length);
    }

    @Override
    public List<String> stateNames() {
        return TakeCoverState.NAMES;
    }

    @Override
    public void state(float[] into, int from) {
        TakeCoverState.write(game, into, from);
    }

    /** {@code health}, 0..1, and {@code hit}, 1 where the last step took some of it. */
    @Override
    public List<String> signals() {
        return List.of("health", "hit");
    }

    @Override
    public float signal(int i) {
        return i == 0 ? game.health() / 100f : game.health() < healthBefore ? 1 : 0;
    }

    /** What it plays. */
    Options options() {
        return options;
    }

    /** The state behind the picture; another one after each reset, null before the first. */
    TakeCoverGame game() {
        return game;
    }

    private boolean over() {
        return game.dead() || game.tics() >= options.limit;
    }

    static EnvEntry entry() {
        var standard = Options.defaults();
        return new EnvEntry("TakeCover", VERSION, "Dodge fireballs, seen in first person, for as long as you can.",
                List.of(new EnvOption("frameSkip", String.valueOf(standard.frameSkip), "tics a step, >= 1"),
                        new EnvOption("limit", String.valueOf(standard.limit), "tics an episode (35 a second), >= 1"),
                        new EnvOption("size", String.valueOf(standard.size), "rows and columns of the picture, 16..1024"),
                        new EnvOption("state", "false", "true: observe the true state (impacts, place, imps, health), not the picture")),
                options -> StateObserved.of(
                        new TakeCover(new Options(options.integer("frameSkip"), options.integer("limit"), options.integer("size"))),
                        options.flag("state")));
    }

    /** 1 to the left (+y), 0 to stay, −1 to the right. */
    static int direction(float action) {
        return action < -THIRD ? 1 : action > THIRD ? -1 : 0;
    }
}
