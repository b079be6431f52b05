package dev.reverie.vae;

/** Bytes 0..255 to floats 0..1 and back. */
final class Pixels {
    private static final float[] SHARES = new float[256];

    static {
        for (int i = 0; i < SHARES.length; i++) {
            SHARES[i] = i / 255f;
        }
    }

    private Pixels() {
    }

    static void toFloats(byte[] pixels, int from, float[] into, int at, int length) {
        for (int i = 0; i < length; i++) {
            into[at + i] = SHARES[pixels[from + i] & 0xFF];
        }
    }

    /** The nearest byte; what is outside 0..1 becomes 0 or 255. */
    static void toBytes(float[] shares, int from, byte[] into, int at, int length) {
        for (int i = 0; i < length; i++) {
            into[at + i] = (byte) Math.max(0, Math.min(255, Math.round(255 * shares[from + i])));
        }
    }
}
