package dev.reverie.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The head of a {@code .npy} file: magic, version, and a Python dictionary padded to a multiple of 64 bytes.
 *
 * @param stored
 *            what the elements are
 * @param shape
 *            no axes for a scalar
 * @param fortran
 *            whether the first axis runs fastest, where that makes a difference
 * @param length
 *            bytes of the header itself
 */
record NpyHeader(NpyElement stored, int[] shape, boolean fortran, int length) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    /** Numpy itself refuses more, for safety. */
    private static final int LONGEST = 10_000;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*('[^']*'|\\[)");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

    static NpyHeader of(Npy.Type type, int[] shape) {
        return new NpyHeader(new NpyElement(type.descr, type), shape, false, 0);
    }

    /** Number of elements, as a long, since a damaged header may say anything. */
    long size() {
        return Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    }

    byte[] bytes() {
        var axes = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        var text =
                "{'descr': '" + stored.descr() + "', 'fortran_order': False, 'shape': (" + axes + (shape.length == 1 ? "," : "") + "), }";
        int head = MAGIC.length + 4;
        int whole = (head + text.length() + 1 + 63) / 64 * 64;
        var bytes = new byte[whole];
        Arrays.fill(bytes, (byte) ' ');
        System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
        bytes[6] = 1;
        bytes[7] = 0;
        bytes[8] = (byte) (whole - head);
        bytes[9] = (byte) (whole - head >>> 8);
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, bytes, head, text.length());
        bytes[whole - 1] = '\n';
        return bytes;
    }

    static NpyHeader read(InputStream in) throws IOException {
        var start = in.readNBytes(MAGIC.length + 2);
        if (start.length < 8 || !Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
            throw new IOException("not an npy array: it must start with \\x93NUMPY");
        }
        int version = start[6];
        if (version < 1 || version > 3) {
            throw new IOException("npy version must be 1 to 3, was " + version);
        }
        int width = version == 1 ? 2 : 4;
        var count = in.readNBytes(width);
        long length = 0;
        for (int i = count.length - 1; i >= 0; i--) {
            length = length << 8 | count[i] & 0xFF;
        }
        if (count.length < width || length > LONGEST) {
            throw new IOException("the npy header must have at most " + LONGEST + " bytes, was " + length);
        }
        var text = in.readNBytes((int) length);
        if (text.length < length) {
            throw new IOException("ends early, within the npy header");
        }
        return parse(new String(text, StandardCharsets.UTF_8), 8 + width + (int) length);
    }

    private static NpyHeader parse(String text, int length) throws IOException {
        var descr = DESCR.matcher(text);
        var order = ORDER.matcher(text);
        var shape = SHAPE.matcher(text);
        if (!descr.find() || !order.find() || !shape.find()) {
            throw new IOException("the npy header must have descr, fortran_order and shape, was " + text.strip());
        }
        var name = descr.group(1).replace("'", "");
        var stored = NpyElement.of(name);
        try {
            int[] axes = Arrays.stream(shape.group(1).split(",")).map(String::strip).filter(s -> !s.isEmpty()).mapToInt(Integer::parseInt)
                    .toArray();
            boolean fortran = order.group(1).equals("True") && Arrays.stream(axes).filter(axis -> axis > 1).count() > 1;
            var header = new NpyHeader(stored, axes, fortran, length);
            header.size();
            return header;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new IOException("shape is beyond what an array can hold: (" + shape.group(1) + ")", e);
        }
    }
}
