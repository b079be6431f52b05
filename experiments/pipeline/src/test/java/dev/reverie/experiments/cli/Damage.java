package dev.reverie.experiments.cli;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Ways to damage a file; each a function of a random generator. */
enum Damage {
    FLIP {
        @Override
        byte[] of(byte[] file, byte[] other, RandomGenerator random) {
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return file;
        }
    },
    CUT {
        @Override
        byte[] of(byte[] file, byte[] other, RandomGenerator random) {
            return Arrays.copyOf(file, random.nextInt(file.length));
        }
    },
    /** The beginning of one file and the end of another. */
    SPLICE {
        @Override
        byte[] of(byte[] file, byte[] other, RandomGenerator random) {
            int from = random.nextInt(file.length);
            int to = random.nextInt(other.length);
            var spliced = Arrays.copyOf(file, from + other.length - to);
            System.arraycopy(other, to, spliced, from, other.length - to);
            return spliced;
        }
    },
    /** A number of 1 to 8 bytes becomes an extreme one. */
    LENGTH {
        @Override
        byte[] of(byte[] file, byte[] other, RandomGenerator random) {
            int at = random.nextInt(file.length);
            byte fill = (byte) (random.nextBoolean() ? 0xFF : random.nextBoolean() ? 0x7F : 0);
            Arrays.fill(file, at, Math.min(file.length, at + (1 << random.nextInt(4))), fill);
            return file;
        }
    },
    BLOCK {
        @Override
        byte[] of(byte[] file, byte[] other, RandomGenerator random) {
            int at = random.nextInt(file.length);
            int end = Math.min(file.length, at + 1 + random.nextInt(64));
            for (int i = at; i < end; i++) {
                file[i] = (byte) random.nextInt();
            }
            return file;
        }
    },
    /** A digit becomes many, or another: in texts, numbers of any size. */
    DIGIT {
        @Override
        byte[] of(byte[] file, byte[] other, RandomGenerator random) {
            int start = random.nextInt(file.length);
            for (int i = 0; i < file.length; i++) {
                int at = (start + i) % file.length;
                if (file[at] >= '0' && file[at] <= '9') {
                    var digits = random.nextBoolean() ? new byte[]{'-', file[at]}
                            : "999999999999".substring(0, 1 + random.nextInt(12)).getBytes();
                    var longer = Arrays.copyOf(file, file.length + digits.length - 1);
                    System.arraycopy(digits, 0, longer, at, digits.length);
                    System.arraycopy(file, at + 1, longer, at + digits.length, file.length - at - 1);
                    return longer;
                }
            }
            return file;
        }
    };

    /**
     * @param file
     *            a copy, may be changed
     * @param other
     *            a good file of the same or another kind, not modified
     */
    abstract byte[] of(byte[] file, byte[] other, RandomGenerator random);
}
