package dev.reverie.envs;

import dev.reverie.core.Observation;
import java.util.ArrayList;
import java.util.List;

/** The picture of a {@link TakeCoverGame}: the room, the imps, the fireballs from the farthest to the nearest, red over all for pain. */
final class TakeCoverView {
    /** Of a fireball's middle. */
    private static final double FIREBALL_HEIGHT = 36;
    /** How large it looks; more than {@link Fireball#RADIUS}, as Doom's picture of it is. */
    private static final double FIREBALL_RADIUS = 9;
    /** Half a fireball's least width and height of the picture's: one at the far wall must be seen, and kept by a small autoencoder. */
    private static final double MIN_ACROSS = 1.25 / 64;
    private static final double MIN_UP = 2.2 / 64;
    /** An explosion is drawn as if no nearer than this, so that it does not fill the picture. */
    private static final double EXPLOSION_DEPTH = 24;
    private static final double[] FLASH = {190, 10, 5};
    private static final double FLASH_STRENGTH = 0.65;

    private final Camera camera;
    private final Room room;
    private final ImpSprite imp;
    private final List<Fireball> byDepth = new ArrayList<>();

    /** One that paints {@code size} by {@code size} pixels. */
    TakeCoverView(int size) {
        camera = new Camera(size);
        room = new Room(camera);
        imp = new ImpSprite(camera);
    }

    /** A new picture, [size, size, 3]. */
    Observation.Frame paint(TakeCoverGame game) {
        int size = camera.size();
        var pixels = new byte[size * size * Camera.CHANNELS];
        paint(game, pixels);
        return new Observation.Frame(size, size, Camera.CHANNELS, pixels);
    }

    /** Fills {@code pixels}, [size, size, 3]. */
    void paint(TakeCoverGame game, byte[] pixels) {
        camera.stand(game.player().x(), game.player().y());
        room.paint(pixels);
        var imps = game.imps();
        for (int i = 0; i < imps.size(); i++) {
            imp.paint(imps.get(i), pixels);
        }
        sort(game.fireballs());
        for (int i = 0; i < byDepth.size(); i++) {
            paint(byDepth.get(i), pixels);
        }
        if (game.pain() > 0) {
            flash(FLASH_STRENGTH * game.pain() / TakeCoverGame.HEALTH, pixels);
        }
    }

    /** Insertion, since the older are nearer almost always. */
    private void sort(List<Fireball> fireballs) {
        byDepth.clear();
        for (int i = fireballs.size() - 1; i >= 0; i--) {
            var fireball = fireballs.get(i);
            int place = byDepth.size();
            while (place > 0 && byDepth.get(place - 1).x() < fireball.x()) {
                place--;
            }
            byDepth.add(place, fireball);
        }
    }

    private void paint(Fireball fireball, byte[] pixels) {
        double depth = camera.depth(fireball.x());
        if (depth <= 1) {
            return;
        }
        if (fireball.exploded()) {
            double age = (double) fireball.explosion() / Fireball.EXPLOSION;
            double shown = Math.max(depth, EXPLOSION_DEPTH);
            double radius = FIREBALL_RADIUS * (1 + 1.2 * age);
            Glow.EXPLOSION.paint(camera.column(fireball.y(), shown), camera.row(FIREBALL_HEIGHT, shown), radius * camera.across(shown),
                    radius * camera.up(shown), 1 - age, camera.size(), pixels);
        } else {
            double across = atLeast(MIN_ACROSS * camera.size(), FIREBALL_RADIUS * camera.across(depth));
            double up = atLeast(MIN_UP * camera.size(), FIREBALL_RADIUS * camera.up(depth));
            Glow.FIREBALL.paint(camera.column(fireball.y(), depth), camera.row(FIREBALL_HEIGHT, depth), across, up, 1, camera.size(),
                    pixels);
        }
    }

    /** Never below {@code least}, yet always growing with {@code size}, so that a distant one still tells how near it is. */
    private static double atLeast(double least, double size) {
        return Math.sqrt(least * least + size * size);
    }

    private static void flash(double strength, byte[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            int value = pixels[i] & 0xFF;
            pixels[i] = (byte) (int) (value + strength * (FLASH[i % Camera.CHANNELS] - value) + 0.5);
        }
    }
}
