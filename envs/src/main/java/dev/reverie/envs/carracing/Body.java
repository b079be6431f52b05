package dev.reverie.envs.carracing;

/**
 * A rigid body in the plane, in the single-precision arithmetic and the order of operations of Box2D 2.3: the same forces give the same
 * motion to the last bit, but for the rounding of sine and cosine.
 */
final class Body {
    private static final float MAX_TRANSLATION = 2;
    private static final float MAX_ROTATION = 0.5f * 3.14159265359f;
    private static final float SLEEP_SPEED = 0.01f;
    private static final float SLEEP_SPIN = 2.0f / 180.0f * 3.14159265359f;

    final float inverseMass;
    final float inverseInertia;
    /** Centre of mass, seen from the origin of the body. */
    final float localX;
    final float localY;

    /** Where the origin is. */
    float x;
    float y;
    float cos;
    float sin;
    /** Where the centre of mass is. */
    float centreX;
    float centreY;
    float angle;
    /** Velocity of the centre of mass. */
    float vx;
    float vy;
    float spin;
    float forceX;
    float forceY;
    /** How long it has been too slow to matter, in seconds. */
    float rest;

    /** With its inertia about the centre of mass. */
    Body(float mass, float inertia, float localX, float localY) {
        inverseMass = 1 / mass;
        inverseInertia = 1 / inertia;
        this.localX = localX;
        this.localY = localY;
    }

    /** At rest at a place. */
    void place(float x, float y, float angle) {
        this.angle = angle;
        cos = FloatTrig.cos(angle);
        sin = FloatTrig.sin(angle);
        this.x = x;
        this.y = y;
        centreX = cos * localX - sin * localY + x;
        centreY = sin * localX + cos * localY + y;
        stop();
    }

    void stop() {
        vx = 0;
        vy = 0;
        spin = 0;
        rest = 0;
    }

    /** The force changes the velocity and is spent. */
    void accelerate(float dt) {
        vx += dt * (inverseMass * forceX);
        vy += dt * (inverseMass * forceY);
        forceX = 0;
        forceY = 0;
    }

    /** The velocity, bounded, changes the place. */
    void move(float dt) {
        float dx = dt * vx;
        float dy = dt * vy;
        float squared = dx * dx + dy * dy;
        if (squared > MAX_TRANSLATION * MAX_TRANSLATION) {
            float ratio = MAX_TRANSLATION / (float) Math.sqrt(squared);
            vx *= ratio;
            vy *= ratio;
        }
        float turn = dt * spin;
        if (turn * turn > MAX_ROTATION * MAX_ROTATION) {
            spin *= MAX_ROTATION / Math.abs(turn);
        }
        centreX += dt * vx;
        centreY += dt * vy;
        angle += dt * spin;
    }

    /** The origin follows the centre of mass. */
    void settle() {
        cos = FloatTrig.cos(angle);
        sin = FloatTrig.sin(angle);
        x = centreX - (cos * localX - sin * localY);
        y = centreY - (sin * localX + cos * localY);
    }

    /** Counts the time at rest. */
    void countRest(float dt) {
        boolean moves = spin * spin > SLEEP_SPIN * SLEEP_SPIN || vx * vx + vy * vy > SLEEP_SPEED * SLEEP_SPEED;
        rest = moves ? 0 : rest + dt;
    }
}
