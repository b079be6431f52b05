package dev.reverie.envs.carracing;

import dev.reverie.core.Trig;
import java.util.ArrayList;
import java.util.List;

/**
 * What a perfect observer of a {@link Race} knows: where the road goes from here, as the driver sees it, how fast the car is, and what is
 * under its wheels.
 */
public final class RoadAhead {
    /** Tiles, of 3.5 m, ahead of the nearest. */
    private static final int[] TILES = {0, 3, 6, 10, 15, 20};
    /** The names of the numbers, in order. */
    public static final List<String> NAMES = names();
    private static final double METRES = 20;
    private static final double FAST = 50;
    private static final double SPIN = 3;

    private final Race race;

    public RoadAhead(Race race) {
        this.race = race;
    }

    private static List<String> names() {
        var names = new ArrayList<String>();
        for (int tiles : TILES) {
            names.add("road offset " + tiles);
            names.add("road heading " + tiles);
        }
        names.addAll(List.of("speed", "drift", "spin", "wheels on grass"));
        return List.copyOf(names);
    }

    /**
     * Writes the state.
     *
     * @param into
     *            for each distance, how far to the car's right the middle of the road is, in 20 m, and the sine of the angle by which it
     *            turns to the left of the car; then speed forward and to the right, in 50 m/s, spin in 3 rad/s, and the share of the wheels
     *            on grass
     */
    public void write(float[] into, int from) {
        var track = race.track();
        double cos = Trig.cos(race.angle());
        double sin = Trig.sin(race.angle());
        int nearest = nearest(track);
        int at = from;
        for (int tiles : TILES) {
            int i = (nearest + tiles) % track.tiles();
            double right = cos * (track.x()[i] - race.x()) + sin * (track.y()[i] - race.y());
            into[at++] = (float) (right / METRES);
            into[at++] = (float) Trig.sin(track.beta()[i] - race.angle());
        }
        into[at++] = (float) ((cos * race.vy() - sin * race.vx()) / FAST);
        into[at++] = (float) ((cos * race.vx() + sin * race.vy()) / FAST);
        into[at++] = (float) (race.spin() / SPIN);
        into[at] = race.wheelsOnGrass() / 4f;
    }

    private int nearest(Track track) {
        int nearest = 0;
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < track.tiles(); i++) {
            double dx = track.x()[i] - race.x();
            double dy = track.y()[i] - race.y();
            if (dx * dx + dy * dy < best) {
                nearest = i;
                best = dx * dx + dy * dy;
            }
        }
        return nearest;
    }
}
