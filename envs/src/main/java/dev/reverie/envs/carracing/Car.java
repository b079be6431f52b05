package dev.reverie.envs.carracing;

/**
 * The car: a hull and four wheels on joints, two of them steered, two driven; nothing ever hits it.
 *
 * <p>A step is what Box2D 2.3's island does: forces change velocities, 180 rounds over the joints correct them, velocities change places,
 * and up to 60 rounds correct those. Wheels 0 and 1 are in front, 2 and 3 behind; joints are solved from the last to the first.
 */
final class Car {
    /** Metres for each unit of Gymnasium's drawing of the car. */
    static final double SIZE = 0.02;
    private static final int VELOCITY_ROUNDS = 180;
    private static final int POSITION_ROUNDS = 60;
    private static final float TIME_TO_SLEEP = 0.5f;
    /** No part is further from the hull's origin: corners at (1.2, 2.6), and room for joints that give way. */
    private static final float REACH = 4;

    final Body hull = new Body(7.06f, 18.212276f, 1.4774524e-9f, -0.082530886f);
    final Wheel[] wheels = {wheel(-55, 80), wheel(55, 80), wheel(-55, -82), wheel(55, -82)};

    final Part[] hullParts = {new Part(hull, 60, 110, 60, 130, -60, 130, -60, 110), new Part(hull, 20, 20, 15, 120, -15, 120, -20, 20),
        new Part(hull, 50, -40, 50, -10, 25, 20, -25, 20, -50, -10, -50, -40, -20, -90, 20, -90),
        new Part(hull, 50, -120, 50, -90, -50, -90, -50, -120)};

    private Wheel wheel(int x, int y) {
        return new Wheel(hull, x * SIZE, y * SIZE);
    }

    /** At rest at a point of the track. */
    void place(double x, double y, double angle) {
        hull.place((float) x, (float) y, (float) angle);
        for (var wheel : wheels) {
            wheel.place(x, y, angle);
        }
        follow();
    }

    /**
     * What the driver does until told otherwise.
     *
     * @param steer
     *            where to turn the front wheels, in radians to the left; they get as far as their joints let them, 0.4
     * @param gas
     *            0..1
     * @param brake
     *            0..1; from 0.9 on the wheels block
     */
    void control(double steer, double gas, double brake) {
        wheels[0].steer = steer;
        wheels[1].steer = steer;
        wheels[2].gas(gas);
        wheels[3].gas(gas);
        for (var wheel : wheels) {
            wheel.brake = brake;
        }
    }

    /** The engine, the brakes and the ground act on the wheels. */
    void drive(double dt) {
        for (var wheel : wheels) {
            wheel.drive(dt);
        }
    }

    /** The bodies move. */
    void move(float dt) {
        for (var wheel : wheels) {
            wheel.body.accelerate(dt);
        }
        for (int j = 3; j >= 0; j--) {
            wheels[j].joint.prepare(dt);
        }
        solveVelocities();
        hull.move(dt);
        for (var wheel : wheels) {
            wheel.body.move(dt);
        }
        boolean solved = solvePositions();
        hull.settle();
        for (var wheel : wheels) {
            wheel.body.settle();
        }
        follow();
        sleep(dt, solved);
    }

    /** The outlines of all parts follow their bodies. */
    void follow() {
        for (var part : hullParts) {
            part.follow();
        }
        for (var wheel : wheels) {
            wheel.part.follow();
        }
    }

    /** Whether some part may be within {@code distance} of a polygon. */
    boolean isNear(Convex polygon, float distance) {
        return polygon.isNear(hull.x, hull.y, REACH + distance);
    }

    private void solveVelocities() {
        for (int i = 0; i < VELOCITY_ROUNDS; i++) {
            for (int j = 3; j >= 0; j--) {
                wheels[j].joint.solveVelocity();
            }
        }
    }

    private boolean solvePositions() {
        boolean solved = false;
        for (int i = 0; i < POSITION_ROUNDS && !solved; i++) {
            solved = true;
            for (int j = 3; j >= 0; j--) {
                solved &= wheels[j].joint.solvePosition();
            }
        }
        return solved;
    }

    /** All stop once all have rested for half a second. */
    private void sleep(float dt, boolean solved) {
        hull.countRest(dt);
        float rest = hull.rest;
        for (var wheel : wheels) {
            wheel.body.countRest(dt);
            rest = Math.min(rest, wheel.body.rest);
        }
        if (rest >= TIME_TO_SLEEP && solved) {
            hull.stop();
            for (var wheel : wheels) {
                wheel.body.stop();
            }
        }
    }
}
