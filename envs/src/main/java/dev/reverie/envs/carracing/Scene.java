package dev.reverie.envs.carracing;

import dev.reverie.core.Trig;

/** Paints a race on a {@link Canvas}: the field, its squares of grass, the road, the car. */
final class Scene {
    private static final int SQUARES = 10;
    private static final double SQUARE = Race.FIELD / 20;
    /** No tile of the road reaches further from its point, kerb included. */
    private static final double TILE_REACH = 12;
    /** The dark of a rim shows over so many radians. */
    private static final double RIM_ARC = 1.2;

    private final Canvas canvas;
    private final Camera camera = new Camera();
    private final double[] pixels = new double[16];
    private Track track;
    /** [N, 4, 2], kerbs where there are. */
    private double[] tiles;
    private double[] kerbs;

    Scene(Canvas canvas) {
        this.canvas = canvas;
    }

    void paint(Race race) {
        if (track != race.track()) {
            survey(race.track());
        }
        camera.follow(race);
        canvas.clear(Colours.BLACK);
        square(-Race.FIELD, -Race.FIELD, 2 * Race.FIELD, Colours.FIELD);
        grass();
        road(race.road());
        car(race.car);
    }

    private void survey(Track track) {
        this.track = track;
        int n = track.tiles();
        tiles = new double[8 * n];
        kerbs = new double[8 * n];
        var corners = new double[8];
        for (int i = 0; i < n; i++) {
            track.tile(i, corners);
            System.arraycopy(corners, 0, tiles, 8 * i, 8);
            if (track.border()[i]) {
                track.kerb(i, corners);
                System.arraycopy(corners, 0, kerbs, 8 * i, 8);
            }
        }
    }

    private void square(double x, double y, double side, int colour) {
        camera.project(x, y, 0, pixels);
        camera.project(x + side, y, 2, pixels);
        camera.project(x + side, y + side, 4, pixels);
        camera.project(x, y + side, 6, pixels);
        canvas.fill(pixels, 4, colour);
    }

    private void grass() {
        for (int i = -SQUARES; i < SQUARES; i++) {
            for (int j = -SQUARES; j < SQUARES; j++) {
                double x = 2 * i * SQUARE;
                double y = 2 * j * SQUARE;
                if (camera.sees(x + SQUARE / 2, y + SQUARE / 2, 0.75 * SQUARE)) {
                    square(x, y, SQUARE, Colours.GRASS);
                }
            }
        }
    }

    private void road(Road road) {
        for (int i = 0; i < track.tiles(); i++) {
            if (camera.sees(track.x()[i], track.y()[i], TILE_REACH)) {
                camera.project(tiles, 8 * i, 4, pixels);
                canvas.fill(pixels, 4, Colours.ROAD + (road.isPlain(i) ? 0 : i % 3));
                if (track.border()[i]) {
                    camera.project(kerbs, 8 * i, 4, pixels);
                    canvas.fill(pixels, 4, i % 2 == 0 ? Colours.WHITE_KERB : Colours.RED_KERB);
                }
            }
        }
    }

    private void car(Car car) {
        for (var wheel : car.wheels) {
            part(wheel.part, Colours.BLACK);
            rim(wheel);
        }
        for (var part : car.hullParts) {
            part(part, Colours.HULL);
        }
    }

    private void part(Part part, int colour) {
        var outline = part.outline;
        for (int i = 0; i < outline.corners; i++) {
            camera.project(outline.x[i], outline.y[i], 2 * i, pixels);
        }
        canvas.fill(pixels, outline.corners, colour);
    }

    /** The part of the rim that is turned upwards, seen from above. */
    private void rim(Wheel wheel) {
        double sin1 = Trig.sin(wheel.phase);
        double sin2 = Trig.sin(wheel.phase + RIM_ARC);
        if (sin1 > 0 && sin2 > 0) {
            return;
        }
        double cos1 = Trig.cos(wheel.phase);
        double cos2 = Trig.cos(wheel.phase + RIM_ARC);
        double front = Wheel.RADIUS * (sin1 > 0 ? Math.signum(cos1) : cos1);
        double back = Wheel.RADIUS * (sin2 > 0 ? Math.signum(cos2) : cos2);
        corner(wheel.body, -Wheel.HALF_WIDTH, front, 0);
        corner(wheel.body, Wheel.HALF_WIDTH, front, 2);
        corner(wheel.body, Wheel.HALF_WIDTH, back, 4);
        corner(wheel.body, -Wheel.HALF_WIDTH, back, 6);
        canvas.fill(pixels, 4, Colours.RIM);
    }

    private void corner(Body body, double x, double y, int at) {
        camera.project(body.cos * x - body.sin * y + body.x, body.sin * x + body.cos * y + body.y, at, pixels);
    }
}
