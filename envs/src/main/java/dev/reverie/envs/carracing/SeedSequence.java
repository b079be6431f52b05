package dev.reverie.envs.carracing;

/**
 * numpy's {@code SeedSequence} for a seed of at most 64 bits: spreads the seed over a pool of four half words by multiplying and folding,
 * and draws as many words from the pool as a generator needs.
 *
 * <p>Source: NEP 19 of numpy and M. O'Neill, "Developing a seed_seq Alternative" (2015).
 */
final class SeedSequence {
    private static final int POOL = 4;

    private final int[] pool = new int[POOL];
    private int constant;

    SeedSequence(long seed) {
        constant = 0x43b0d7e5;
        int[] entropy = {(int) seed, (int) (seed >>> 32), 0, 0};
        for (int i = 0; i < POOL; i++) {
            pool[i] = absorb(entropy[i]);
        }
        for (int from = 0; from < POOL; from++) {
            for (int to = 0; to < POOL; to++) {
                if (from != to) {
                    pool[to] = fold(0xca01f9dd * pool[to] - 0x4973f715 * absorb(pool[from]));
                }
            }
        }
    }

    /** As {@code generate_state(count, uint64)}: the same words every time. */
    long[] words(int count) {
        constant = 0x8b51f9dd;
        var words = new long[count];
        for (int i = 0; i < count; i++) {
            long low = emit(pool[2 * i % POOL]) & 0xFFFFFFFFL;
            words[i] = low | (long) emit(pool[(2 * i + 1) % POOL]) << 32;
        }
        return words;
    }

    private int absorb(int value) {
        return hash(value, 0x931e8875);
    }

    private int emit(int value) {
        return hash(value, 0x58f38ded);
    }

    private int hash(int value, int multiplier) {
        int mixed = value ^ constant;
        constant *= multiplier;
        return fold(mixed * constant);
    }

    private static int fold(int value) {
        return value ^ value >>> 16;
    }
}
