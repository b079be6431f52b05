package dev.reverie.envs.carracing;

/**
 * The tiles of a track as the car feels them: which wheel is on which tile, which tiles were visited, and which have lost their shade
 * because the car touched them.
 *
 * <p>As with Box2D's sensors, a wheel is on a tile if the two are at most twice the polygons' skin apart, and it comes onto it and leaves
 * it at the beginning of a step, from where the last one ended.
 */
final class Road {
    private static final float REACH = 0.02f;

    final Track track;
    private final Convex[] tiles;
    /** [N] bit w: wheel w is on the tile. */
    private final byte[] wheels;
    private final boolean[] visited;
    private final boolean[] plain;
    private int visits;

    Road(Track track) {
        this.track = track;
        int n = track.tiles();
        tiles = new Convex[n];
        wheels = new byte[n];
        visited = new boolean[n];
        plain = new boolean[n];
        var corners = new double[8];
        for (int i = 0; i < n; i++) {
            track.tile(i, corners);
            tiles[i] = Convex.around(corners);
        }
    }

    /** Who is told of a first visit. */
    @FunctionalInterface
    interface Visits {
        void visit(int tile);
    }

    /** Finds out what the car is on now. */
    void feel(Car car, Visits first) {
        for (int i = 0; i < tiles.length; i++) {
            if (wheels[i] != 0 || car.isNear(tiles[i], REACH)) {
                feel(i, car, first);
            }
        }
    }

    private void feel(int i, Car car, Visits first) {
        int now = 0;
        for (int w = 0; w < 4; w++) {
            var wheel = car.wheels[w];
            if (touches(i, wheel.part.outline)) {
                now |= 1 << w;
            }
            wheel.tiles += (now >> w & 1) - (wheels[i] >> w & 1);
        }
        wheels[i] = (byte) now;
        if (now != 0 && !visited[i]) {
            visited[i] = true;
            visits++;
            first.visit(i);
        }
        plain[i] |= now != 0 || touchesHull(i, car);
    }

    private boolean touchesHull(int i, Car car) {
        boolean touches = false;
        for (int k = 0; k < car.hullParts.length && !touches && !plain[i]; k++) {
            touches = touches(i, car.hullParts[k].outline);
        }
        return touches;
    }

    private boolean touches(int i, Convex part) {
        return tiles[i].isNear(part, REACH) && tiles[i].isWithin(REACH, part);
    }

    /** How many tiles were visited. */
    int visits() {
        return visits;
    }

    boolean isVisited(int tile) {
        return visited[tile];
    }

    /** Whether the tile has the plain colour of the road: the car touched it, or it never had another. */
    boolean isPlain(int tile) {
        return plain[tile] || tile % 3 == 0;
    }

    /** For a picture of a road as somebody else left it. */
    void setPlain(boolean[] plain) {
        System.arraycopy(plain, 0, this.plain, 0, this.plain.length);
    }
}
