package dev.reverie.vae;

import dev.reverie.core.Xoshiro256;

/**
 * How one frame is varied; see {@link VaeConfig.Augmentation}.
 *
 * @param mirrored
 *            first
 * @param down
 *            pixels; negative is up
 * @param right
 *            pixels; negative is left
 */
record FrameMove(boolean mirrored, int down, int right) {
    private static final int SIZE = ConvVaeArchitecture.SIZE;
    private static final int CHANNELS = ConvVaeArchitecture.CHANNELS;

    /** The moves of a batch, or null where frames stay as they are. */
    static FrameMove[] draw(VaeConfig.Augmentation augmentation, int frames, Xoshiro256 random) {
        if (augmentation.equals(VaeConfig.Augmentation.none())) {
            return null;
        }
        var moves = new FrameMove[frames];
        int shift = augmentation.shift();
        for (int i = 0; i < frames; i++) {
            boolean mirrored = random.nextBoolean() && augmentation.mirror();
            moves[i] = new FrameMove(mirrored, random.nextInt(-shift, shift + 1), random.nextInt(-shift, shift + 1));
        }
        return moves;
    }

    /**
     * A frame, moved.
     *
     * @param frame
     *            [64, 64, 3]
     * @param into
     *            as frame, another array
     */
    void apply(float[] frame, float[] into) {
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                int fromRow = inside(row - down);
                int moved = inside(column - right);
                int fromColumn = mirrored ? SIZE - 1 - moved : moved;
                System.arraycopy(frame, (fromRow * SIZE + fromColumn) * CHANNELS, into, (row * SIZE + column) * CHANNELS, CHANNELS);
            }
        }
    }

    private static int inside(int place) {
        return Math.max(0, Math.min(SIZE - 1, place));
    }
}
