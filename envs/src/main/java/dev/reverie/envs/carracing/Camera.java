package dev.reverie.envs.carracing;

import dev.reverie.core.Trig;

/**
 * Hangs over the car and turns with it; in the first second it comes down from where the whole track is seen. Makes pixels of Gymnasium's
 * canvas, y upwards, of metres.
 */
final class Camera {
    private static final double FAR = 0.1 * 6;
    private static final double NEAR = 2.7 * 6;

    /** Pixels a metre. */
    private double zoom;
    private double cos;
    private double sin;
    private double x;
    private double y;

    void follow(Race race) {
        double seconds = race.seconds();
        zoom = FAR * Math.max(1 - seconds, 0) + NEAR * Math.min(seconds, 1);
        cos = Trig.cos(-race.angle());
        sin = Trig.sin(-race.angle());
        double scrollX = -race.x() * zoom;
        double scrollY = -race.y() * zoom;
        x = Canvas.WIDTH / 2.0 + cos * scrollX - sin * scrollY;
        y = Canvas.HEIGHT / 4.0 + sin * scrollX + cos * scrollY;
    }

    /**
     * Where points of the world are on the canvas.
     *
     * @param world
     *            x, y of each, in metres; read from element {@code from} on
     * @param pixels
     *            filled from 0 on
     */
    void project(double[] world, int from, int count, double[] pixels) {
        for (int i = 0; i < 2 * count; i += 2) {
            project(world[from + i], world[from + i + 1], i, pixels);
        }
    }

    void project(double worldX, double worldY, int at, double[] pixels) {
        pixels[at] = (worldX * cos - worldY * sin) * zoom + x;
        pixels[at + 1] = (worldX * sin + worldY * cos) * zoom + y;
    }

    /** Whether a disc of the world may be on the canvas above the instruments. */
    boolean sees(double worldX, double worldY, double radius) {
        double px = (worldX * cos - worldY * sin) * zoom + x;
        double py = (worldX * sin + worldY * cos) * zoom + y;
        double margin = radius * zoom + 2;
        return px > -margin && px < Canvas.WIDTH + margin && py > Canvas.HEIGHT - Canvas.SCENE_HEIGHT - margin
                && py < Canvas.HEIGHT + margin;
    }
}
