package dev.reverie.envs.carracing;

/**
 * What the driver sees of a race: a picture of bytes, [size, size, 3]. One belongs to one thread; it keeps its buffers.
 *
 * <p>96 × 96 is Gymnasium's observation, 84 rows of scene and 12 of instruments. 64 × 64 is the scene alone, as world models like it.
 */
public final class Picture {
    private static final int FULL = 96;
    private static final int SCENE_ROWS = 84;
    private static final int SMALL = 64;

    private final int size;
    private final Scene scene;
    private final Shrink shrink;
    /** For 96 pixels. */
    private final Dashboard dashboard;

    private Picture(int size, int side) {
        this.size = size;
        int rows = size == FULL ? SCENE_ROWS : size;
        var canvas = new Canvas(size * side, rows * side);
        scene = new Scene(canvas);
        shrink = new Shrink(canvas, side);
        dashboard = size == FULL ? new Dashboard(FULL, FULL - SCENE_ROWS) : null;
        use(Colours.standard());
    }

    /** 96 × 96, as near to Gymnasium's as can be: 16 samples a pixel. */
    public static Picture faithful() {
        return new Picture(FULL, 4);
    }

    /**
     * The same view for less work, 4 samples a pixel; 64 × 64 directly.
     *
     * @param size
     *            64 or 96
     */
    public static Picture fast(int size) {
        if (size != SMALL && size != FULL) {
            throw new IllegalArgumentException("size must be 64 or 96, was " + size);
        }
        return new Picture(size, 2);
    }

    /** Paints in other colours from now on. */
    public void use(Colours colours) {
        shrink.use(colours.palette());
    }

    /** Bytes of a picture. */
    public int length() {
        return size * size * 3;
    }

    /** A new picture of the race as it stands, [size, size, 3]. */
    public byte[] of(Race race) {
        var pixels = new byte[length()];
        paint(race, pixels, 0);
        return pixels;
    }

    /**
     * The same into a buffer.
     *
     * @param pixels
     *            filled from byte {@code from} on
     */
    public void paint(Race race, byte[] pixels, int from) {
        scene.paint(race);
        shrink.paint(pixels, from);
        if (dashboard != null) {
            dashboard.paint(race, pixels, from + SCENE_ROWS * FULL * 3);
        }
    }
}
