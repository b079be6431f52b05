package dev.reverie.envs.carracing;

/**
 * Holds a wheel's centre to a point of the hull and turns it towards where the driver steers: a revolute joint with a motor and limits, as
 * Box2D 2.3 solves it.
 *
 * <p>Velocities are corrected by impulses that accumulate over the iterations and are the first guess of the next step; positions are
 * corrected directly. Everything is float, in Box2D's order of operations; the terms of an anchor away from the wheel's centre are left
 * out, for they are zero.
 */
final class Joint {
    private static final float LIMIT = 0.4f;
    private static final float MOTOR_TORQUE = 64.8f;
    private static final float LINEAR_SLOP = 0.005f;
    private static final float ANGULAR_SLOP = 2.0f / 180.0f * 3.14159265359f;
    private static final float MAX_CORRECTION = 8.0f / 180.0f * 3.14159265359f;

    private final Body hull;
    private final Body wheel;
    /** The anchor, seen from the hull's centre of mass. */
    private final float anchorX;
    private final float anchorY;
    private final float motorMass;
    float motorSpeed;

    /** Kept from step to step. */
    private float impulseX;
    private float impulseY;
    private float impulseTurn;
    private float motorImpulse;
    /** −1 at the lower limit, 1 at the upper, 0 between. */
    private int atLimit;

    /** Of one step: the anchor in the world's directions, and the symmetric matrix K that impulses are found with. */
    private float rx;
    private float ry;
    private float kxx;
    private float kxy;
    private float kyy;
    private float kxt;
    private float kyt;
    private float ktt;
    private float inverse;
    private float mostMotorImpulse;

    Joint(Body hull, Body wheel, float anchorX, float anchorY) {
        this.hull = hull;
        this.wheel = wheel;
        this.anchorX = anchorX - hull.localX;
        this.anchorY = anchorY - hull.localY;
        motorMass = 1 / (hull.inverseInertia + wheel.inverseInertia);
    }

    /** As new. */
    void clear() {
        impulseX = 0;
        impulseY = 0;
        impulseTurn = 0;
        motorImpulse = 0;
        motorSpeed = 0;
        atLimit = 0;
    }

    /** How far the wheel is turned against the hull, in radians, to the left. */
    float angle() {
        return wheel.angle - hull.angle;
    }

    /** Before the iterations: sets up K and applies the impulses of the last step. */
    void prepare(float dt) {
        float ma = hull.inverseMass;
        float mb = wheel.inverseMass;
        float ia = hull.inverseInertia;
        float cos = FloatTrig.cos(hull.angle);
        float sin = FloatTrig.sin(hull.angle);
        rx = cos * anchorX - sin * anchorY;
        ry = sin * anchorX + cos * anchorY;
        kxx = ma + mb + ry * ry * ia;
        kxy = -ry * rx * ia;
        kyy = ma + mb + rx * rx * ia;
        kxt = -ry * ia;
        kyt = rx * ia;
        ktt = ia + wheel.inverseInertia;
        inverse = 1 / (kxx * kyy - kxy * kxy);
        mostMotorImpulse = dt * MOTOR_TORQUE;

        float turned = angle();
        int limit = turned <= -LIMIT ? -1 : turned >= LIMIT ? 1 : 0;
        if (limit == 0 || limit != atLimit) {
            impulseTurn = 0;
        }
        atLimit = limit;
        push(impulseX, impulseY, motorImpulse, impulseTurn);
    }

    private void push(float px, float py, float motor, float turn) {
        hull.vx -= hull.inverseMass * px;
        hull.vy -= hull.inverseMass * py;
        hull.spin -= hull.inverseInertia * (rx * py - ry * px + motor + turn);
        wheel.vx += wheel.inverseMass * px;
        wheel.vy += wheel.inverseMass * py;
        wheel.spin += wheel.inverseInertia * (motor + turn);
    }

    /** One iteration on the velocities: the motor, then the point. */
    void solveVelocity() {
        float before = motorImpulse;
        float motor = before - motorMass * (wheel.spin - hull.spin - motorSpeed);
        // Branches, which are predicted, and not min and max, which the next operation would wait for.
        if (motor > mostMotorImpulse) {
            motor = mostMotorImpulse;
        } else if (motor < -mostMotorImpulse) {
            motor = -mostMotorImpulse;
        }
        motorImpulse = motor;
        float step = motor - before;
        float spin = hull.spin - hull.inverseInertia * step;
        wheel.spin += wheel.inverseInertia * step;
        if (atLimit != 0) {
            hull.spin = spin;
            solveAtLimit();
            return;
        }
        // The velocity of the anchor on the wheel against that on the hull.
        float cx = wheel.vx - hull.vx + spin * ry;
        float cy = wheel.vy - hull.vy - spin * rx;
        float px = inverse * (kxy * cy - kyy * cx);
        float py = inverse * (kxy * cx - kxx * cy);
        impulseX += px;
        impulseY += py;
        hull.vx -= hull.inverseMass * px;
        hull.vy -= hull.inverseMass * py;
        hull.spin = spin - hull.inverseInertia * (rx * py - ry * px);
        wheel.vx += wheel.inverseMass * px;
        wheel.vy += wheel.inverseMass * py;
    }

    /** Point and limit together: K p = −c, by Cramer's rule; the limit only pushes back, so its sum has a sign. */
    private void solveAtLimit() {
        float cx = wheel.vx - hull.vx + hull.spin * ry;
        float cy = wheel.vy - hull.vy - hull.spin * rx;
        float ct = wheel.spin - hull.spin;
        float ax = kyy * ktt - kyt * kyt;
        float ay = kyt * kxt - kxy * ktt;
        float at = kxy * kyt - kyy * kxt;
        float determinant = 1 / (kxx * ax + kxy * ay + kxt * at);
        float px = -(determinant * (cx * ax + cy * ay + ct * at));
        float py = -(determinant * (kxx * (cy * ktt - ct * kyt) + kxy * (ct * kxt - cx * ktt) + kxt * (cx * kyt - cy * kxt)));
        float turn = -(determinant * (kxx * (kyy * ct - kyt * cy) + kxy * (kyt * cx - kxy * ct) + kxt * (kxy * cy - kyy * cx)));
        float sum = impulseTurn + turn;
        if (atLimit < 0 ? sum < 0 : sum > 0) {
            float bx = -cx + impulseTurn * kxt;
            float by = -cy + impulseTurn * kyt;
            px = inverse * (kyy * bx - kxy * by);
            py = inverse * (kxx * by - kxy * bx);
            turn = -impulseTurn;
            sum = 0;
        }
        impulseX += px;
        impulseY += py;
        impulseTurn = sum;
        hull.vx -= hull.inverseMass * px;
        hull.vy -= hull.inverseMass * py;
        hull.spin -= hull.inverseInertia * (rx * py - ry * px + turn);
        wheel.vx += wheel.inverseMass * px;
        wheel.vy += wheel.inverseMass * py;
        wheel.spin += wheel.inverseInertia * turn;
    }

    /**
     * One iteration on the positions.
     *
     * @return whether the errors were small before it
     */
    boolean solvePosition() {
        float angularError = 0;
        if (atLimit != 0) {
            float beyond = atLimit < 0 ? angle() + LIMIT : angle() - LIMIT;
            angularError = atLimit * beyond;
            float c = atLimit < 0 ? Math.max(-MAX_CORRECTION, Math.min(beyond + ANGULAR_SLOP, 0))
                    : Math.max(0, Math.min(beyond - ANGULAR_SLOP, MAX_CORRECTION));
            float impulse = -motorMass * c;
            hull.angle -= hull.inverseInertia * impulse;
            wheel.angle += wheel.inverseInertia * impulse;
        }
        float ma = hull.inverseMass;
        float mb = wheel.inverseMass;
        float ia = hull.inverseInertia;
        float cos = FloatTrig.cos(hull.angle);
        float sin = FloatTrig.sin(hull.angle);
        float ax = cos * anchorX - sin * anchorY;
        float ay = sin * anchorX + cos * anchorY;
        float cx = wheel.centreX - hull.centreX - ax;
        float cy = wheel.centreY - hull.centreY - ay;
        float error = (float) Math.sqrt(cx * cx + cy * cy);
        float xx = ma + mb + ia * ay * ay;
        float xy = -ia * ax * ay;
        float yy = ma + mb + ia * ax * ax;
        float determinant = 1 / (xx * yy - xy * xy);
        float px = -(determinant * (yy * cx - xy * cy));
        float py = -(determinant * (xx * cy - xy * cx));
        hull.centreX -= ma * px;
        hull.centreY -= ma * py;
        hull.angle -= ia * (ax * py - ay * px);
        wheel.centreX += mb * px;
        wheel.centreY += mb * py;
        return error <= LINEAR_SLOP && angularError <= ANGULAR_SLOP;
    }
}
