package dev.reverie.core;

/**
 * A drunk on a line, the smallest environment that has randomness, both ends and both kinds of observations: steps left or right, sometimes
 * the wrong way.
 */
final class Walk implements Env {
    static final int LIMIT = 40;
    private static final int WALL = 5;

    private final boolean frames;
    private final Runnable onClose;
    private final EpisodeState state = new EpisodeState(actionSpace());
    private Xoshiro256 random;
    private int x;

    Walk() {
        this(false);
    }

    /** With {@code frames}, shown as a picture 2×11×3 with one bright column. */
    Walk(boolean frames) {
        this(frames, () -> {
        });
    }

    private Walk(boolean frames, Runnable onClose) {
        this.frames = frames;
        this.onClose = onClose;
    }

    /** One that tells when it is closed. */
    static Walk closing(Runnable onClose) {
        return new Walk(false, onClose);
    }

    @Override
    public void close() {
        onClose.run();
    }

    @Override
    public Observation reset(long seed) {
        state.begin();
        random = Seed.of(seed).child("walk").random();
        x = random.nextInt(3) - 1;
        return look();
    }

    @Override
    public Step step(float[] action) {
        int number = state.next(action);
        int direction = action[0] == 0 ? -1 : 1;
        x += random.nextFloat() < 0.2f ? -direction : direction;
        boolean wall = Math.abs(x) >= WALL;
        return state.end(new Step(look(), x * 0.1, wall, !wall && number == LIMIT));
    }

    private Observation look() {
        if (!frames) {
            return new Observation.Vector(x, state.steps());
        }
        var pixels = new byte[2 * 11 * 3];
        pixels[(x + WALL) * 3] = (byte) 255;
        pixels[11 * 3] = (byte) state.steps();
        return new Observation.Frame(2, 11, 3, pixels);
    }

    @Override
    public java.util.List<String> signals() {
        return java.util.List.of("place");
    }

    @Override
    public float signal(int i) {
        return x;
    }

    @Override
    public Space.Box observationSpace() {
        return frames ? Space.frame(2, 11, 3) : Space.box(new float[]{-WALL, 0}, new float[]{WALL, LIMIT});
    }

    @Override
    public Space.Discrete actionSpace() {
        return Space.discrete(2);
    }
}
