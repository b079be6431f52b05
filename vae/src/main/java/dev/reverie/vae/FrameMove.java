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
     *            [side, side, 3]
     * @param into
     *            as frame, another array
     */
    void apply(float[] frame, float[] into) {
        int size = ConvVaeArchitecture.side(frame.length);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                int fromRow = inside(row - down, size);
                int moved = inside(column - right, size);
                int fromColumn = mirrored ? size - 1 - moved : moved;
                System.arraycopy(frame, (fromRow * size + fromColumn) * CHANNELS, into, (row * size + column) * CHANNELS, CHANNELS);
            }
        }
    }

    private static int inside(int place, int size) {
        return Math.max(0, Math.min(size - 1, place));
    }
}
