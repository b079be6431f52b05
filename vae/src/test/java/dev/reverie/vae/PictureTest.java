package dev.reverie.vae;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntBinaryOperator;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PNGs written here, sample by sample, so that what is right is what was written. */
class PictureTest {
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGBA = 6;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream png = new ByteArrayOutputStream();

    private void chunk(String name, byte[] data) throws IOException {
        var crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        var out = new DataOutputStream(png);
        out.writeInt(data.length);
        out.writeBytes(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }

    private void begin(int bits, int kind) throws IOException {
        png.writeBytes(new byte[]{(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk("IHDR", new byte[]{0, 0, 0, 64, 0, 0, 0, 64, (byte) bits, (byte) kind, 0, 0, 0});
    }

    /** Number s of the samples of pixel i is {@code sample(i, s)}; then the picture is read. */
    private byte[] end(int bits, int samples, IntBinaryOperator sample) throws IOException {
        var rows = new ByteArrayOutputStream();
        try (var packed = new DeflaterOutputStream(rows)) {
            for (int row = 0; row < 64; row++) {
                packed.write(0);
                int held = 0;
                int part = 0;
                for (int i = 0; i < 64 * samples; i++) {
                    part = part << bits | sample.applyAsInt(64 * row + i / samples, i % samples);
                    held += bits;
                    if (held == 16) {
                        packed.write(part >> 8);
                    }
                    if (held >= 8) {
                        packed.write(part);
                        held = 0;
                        part = 0;
                    }
                }
            }
        }
        chunk("IDAT", rows.toByteArray());
        chunk("IEND", new byte[0]);
        var file = Files.write(folder.resolve("a.png"), png.toByteArray());
        Picture.side(file);
        return Picture.read(file);
    }

    /** What pixel i should be in R, G and B. */
    private static byte[] frame(IntBinaryOperator colour) {
        var pixels = new byte[ConvVaeArchitecture.FRAME];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) colour.applyAsInt(i / 3, i % 3);
        }
        return pixels;
    }

    private static int wave(int pixel, int sample) {
        return (7 * pixel + 85 * sample + pixel / 64) % 256;
    }

    @ParameterizedTest
    @CsvSource({"1, 255", "2, 85", "4, 17", "8, 1"})
    void greyIsItsSamplesOnTheScaleTo255(int bits, int step) throws IOException {
        begin(bits, GREY);
        assertArrayEquals(frame((i, c) -> step * (wave(i, 0) >> 8 - bits)), end(bits, 1, (i, s) -> wave(i, 0) >> 8 - bits));
    }

    @Test
    void sixteenBitsOfGreyAreTheirUpperEight() throws IOException {
        begin(16, GREY);
        assertArrayEquals(frame((i, c) -> wave(i, 0)), end(16, 1, (i, s) -> wave(i, 0) << 8 | 255 - wave(i, 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void transparencyOfGreyIsIgnored(int bits) throws IOException {
        begin(bits, GREY_ALPHA);
        assertArrayEquals(frame((i, c) -> wave(i, 0)), end(bits, 2, (i, s) -> wave(i, s) << bits - 8));
    }

    @Test
    void aGreyThatCountsAsTransparentKeepsItsValue() throws IOException {
        begin(8, GREY);
        chunk("tRNS", new byte[]{0, 100});
        assertArrayEquals(frame((i, c) -> wave(i, 0)), end(8, 1, (i, s) -> wave(i, 0)));
    }

    @ParameterizedTest
    @CsvSource({"8, 2", "16, 2", "8, 6", "16, 6"})
    void coloursAreTheirSamplesWithOrWithoutTransparency(int bits, int kind) throws IOException {
        begin(bits, kind == 2 ? RGB : RGBA);
        assertArrayEquals(frame(PictureTest::wave),
                end(bits, kind == 2 ? 3 : 4, (i, s) -> wave(i, s) << bits - 8 | (bits == 16 ? 200 : 0)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void aPaletteIsItsColoursWithOrWithoutTransparency(int bits) throws IOException {
        int entries = 1 << bits;
        var colours = new byte[3 * entries];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = (byte) wave(i / 3, i % 3);
        }
        begin(bits, PALETTE);
        chunk("PLTE", colours);
        chunk("tRNS", new byte[]{0, (byte) 128});
        assertArrayEquals(frame((i, c) -> wave(i % entries, c)), end(bits, 1, (i, s) -> i % entries));
    }

    /** A gamma of 1 says that samples are linear light, as do these primaries; NumPy and PIL look at neither. */
    @ParameterizedTest
    @ValueSource(ints = {GREY, RGB})
    void gammaAndPrimariesAreIgnored(int kind) throws IOException {
        begin(8, kind);
        chunk("gAMA", new byte[]{0, 1, (byte) 0x86, (byte) 0xA0});
        var primaries = new ByteArrayOutputStream();
        for (int number : new int[]{31270, 32900, 70800, 29200, 17000, 79700, 13100, 4600}) {
            new DataOutputStream(primaries).writeInt(number);
        }
        chunk("cHRM", primaries.toByteArray());
        int samples = kind == GREY ? 1 : 3;
        assertArrayEquals(frame((i, c) -> wave(i, kind == GREY ? 0 : c)), end(8, samples, PictureTest::wave));
    }

    @Test
    void aGreyOfAHundredIsAHundred() throws IOException {
        begin(8, GREY);
        assertEquals(100, end(8, 1, (i, s) -> 100)[0]);
    }
}
