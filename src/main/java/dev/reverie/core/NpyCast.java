package dev.reverie.core;

/**
 * An array as another element type: whole numbers and flags exactly or not at all, f64 rounded to the nearest f32.
 *
 * @param array
 *            as it was wanted
 * @param rounded
 *            whether a float lost digits
 */
record NpyCast(Npy array, boolean rounded) {
    /**
     * @param name
     *            of the array, for messages
     * @throws IllegalArgumentException
     *             naming the array, the element and the remedy, if one cannot be held
     */
    static NpyCast to(Npy.Type wanted, String name, Npy array) {
        if (array.type() == wanted) {
            return new NpyCast(array, false);
        }
        boolean floats = array.type() == Npy.Type.F4 || array.type() == Npy.Type.F8;
        if (wanted == Npy.Type.U1 && (floats || array.type() == Npy.Type.B1)) {
            throw new IllegalArgumentException(name + " must be |u1, 0 to 255, was " + array
                    + "; convert it in numpy: x.astype(numpy.uint8), or (255 * x).round().astype(numpy.uint8) if it is 0 to 1");
        }
        var data = wanted.allocate(array.size());
        boolean rounded = false;
        for (int i = 0; i < array.size(); i++) {
            rounded |= floats ? number(wanted, name, array, i, data) : whole(wanted, name, array, i, data);
        }
        return new NpyCast(new Npy(wanted, array.shape(), data, array.stored()), rounded);
    }

    /** Whether it was rounded. */
    private static boolean number(Npy.Type wanted, String name, Npy array, int i, Object data) {
        double value = array.type() == Npy.Type.F8 ? array.doubles()[i] : array.floats()[i];
        if (wanted == Npy.Type.F4) {
            float near = (float) value;
            if (Float.isInfinite(near) && Double.isFinite(value)) {
                throw refusal(name, array, i, value, "is beyond float32");
            }
            ((float[]) data)[i] = near;
            return near != value && !Double.isNaN(value);
        }
        if (wanted == Npy.Type.F8) {
            ((double[]) data)[i] = value;
            return false;
        }
        if (value != Math.rint(value) || Math.abs(value) >= 0x1p63) {
            throw refusal(name, array, i, value, "is no whole number");
        }
        return whole(wanted, name, array, i, (long) value, data);
    }

    private static boolean whole(Npy.Type wanted, String name, Npy array, int i, Object data) {
        long value = switch (array.type()) {
            case U1 -> array.bytes()[i] & 0xFF;
            case B1 -> array.flags()[i];
            case I4 -> array.ints()[i];
            default -> array.longs()[i];
        };
        return whole(wanted, name, array, i, value, data);
    }

    private static boolean whole(Npy.Type wanted, String name, Npy array, int i, long value, Object data) {
        boolean held = switch (wanted) {
            case U1 -> value >= 0 && value <= 255;
            case B1 -> value == 0 || value == 1;
            case I4 -> value == (int) value;
            case I8 -> true;
            case F4 -> Math.abs(value) <= 1 << 24;
            case F8 -> Math.abs(value) <= 1L << 53;
        };
        if (!held) {
            throw refusal(name, array, i, value, "is not held by " + wanted.descr);
        }
        if (data instanceof byte[] bytes) {
            bytes[i] = (byte) value;
        } else if (data instanceof int[] ints) {
            ints[i] = (int) value;
        } else if (data instanceof long[] longs) {
            longs[i] = value;
        } else if (data instanceof float[] numbers) {
            numbers[i] = value;
        } else {
            ((double[]) data)[i] = value;
        }
        return false;
    }

    private static IllegalArgumentException refusal(String name, Npy array, int i, Object value, String problem) {
        return new IllegalArgumentException(
                name + " is " + array + ", and its element " + i + " " + problem + ": " + value + "; convert it in numpy with astype");
    }
}
