package dev.reverie.envs.carracing;

import java.util.Arrays;

/**
 * The colours of a track: of the road, the field and the squares of grass on it; [3] each, red, green, blue, 0..255, not copied.
 */
public record Colours(double[] road, double[] field, double[] grass) {
    /** Numbers of colours on the {@link Canvas}; the shades of the road are 0, 1 and 2 more than its own. */
    static final int BLACK = 0;
    static final int FIELD = 1;
    static final int GRASS = 2;
    static final int ROAD = 3;
    static final int WHITE_KERB = 6;
    static final int RED_KERB = 7;
    static final int HULL = 8;
    static final int RIM = 9;
    private static final double[][] FIXED = {{255, 255, 255}, {255, 0, 0}, {204, 0, 0}, {77, 77, 77}};

    public Colours {
        if (road.length != 3 || field.length != 3 || grass.length != 3) {
            throw new IllegalArgumentException("road, field and grass must have 3 channels each, had " + road.length + ", " + field.length
                    + " and " + grass.length);
        }
    }

    /** Grey on green. */
    public static Colours standard() {
        return new Colours(new double[]{102, 102, 102}, new double[]{102, 204, 102}, new double[]{102, 230, 102});
    }

    /** Random road and field; grass is the field with more red, green or blue. */
    static Colours random(NumpyRandom random) {
        double[] road = triple(random);
        double[] field = triple(random);
        double[] grass = field.clone();
        grass[random.integer(3)] += 20;
        return new Colours(road, field, grass);
    }

    private static double[] triple(NumpyRandom random) {
        return new double[]{random.uniform(0, 210), random.uniform(0, 210), random.uniform(0, 210)};
    }

    /** By number, [10][3]: cut to whole numbers, as SDL takes them. */
    int[][] palette() {
        var palette = new int[10][];
        palette[BLACK] = new int[3];
        palette[FIELD] = whole(field, 0);
        palette[GRASS] = whole(grass, 0);
        for (int shade = 0; shade < 3; shade++) {
            palette[ROAD + shade] = whole(road, 0.01 * shade * 255);
        }
        for (int k = 0; k < FIXED.length; k++) {
            palette[WHITE_KERB + k] = whole(FIXED[k], 0);
        }
        return palette;
    }

    private static int[] whole(double[] colour, double more) {
        return Arrays.stream(colour).mapToInt(c -> (int) (c + more)).toArray();
    }
}
