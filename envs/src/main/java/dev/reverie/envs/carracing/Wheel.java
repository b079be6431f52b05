package dev.reverie.envs.carracing;

/**
 * A wheel: what the engine, the brake and the road do to it. It spins by itself, and where the speed of its rim and the speed of the road
 * below differ, there is a force, up to what the ground holds.
 *
 * <p>In double, in the order of operations of Gymnasium's {@code car_dynamics}; only what goes into the {@link Body} is float.
 */
final class Wheel {
    static final double RADIUS = 27 * Car.SIZE;
    static final double HALF_WIDTH = 14 * Car.SIZE;
    private static final double ENGINE_POWER = 100_000_000 * Car.SIZE * Car.SIZE;
    private static final double INERTIA = 4000 * Car.SIZE * Car.SIZE;
    private static final double ROAD_LIMIT = 1_000_000 * Car.SIZE * Car.SIZE;
    private static final double GRASS_LIMIT = ROAD_LIMIT * 0.6;
    /** Newtons for each m/s of slip. */
    private static final double STIFFNESS = 205_000 * Car.SIZE * Car.SIZE;
    private static final double BRAKE_FORCE = 15;
    private static final double BLOCKING = 0.9;
    private static final double MAX_GAS_RISE = 0.1;

    final Body body;
    final Joint joint;
    final Part part;
    /** Where it is bolted to the hull. */
    final double boltX;
    final double boltY;

    double gas;
    double brake;
    double steer;
    /** Angle about its axle, and its rate. */
    double phase;
    double omega;
    /** How many tiles it touches. */
    int tiles;

    Wheel(Body hull, double boltX, double boltY) {
        this.boltX = boltX;
        this.boltY = boltY;
        body = new Body(0.060480006f, 0.007459201f, 0, 0);
        joint = new Joint(hull, body, (float) boltX, (float) boltY);
        part = new Part(body, 14, -27, 14, 27, -14, 27, -14, -27);
    }

    /** At rest beside a hull at (x, y), its place not turned with the hull: the first step pulls it to where it belongs. */
    void place(double x, double y, double angle) {
        body.place((float) (x + boltX), (float) (y + boltY), (float) angle);
        joint.clear();
        gas = 0;
        brake = 0;
        steer = 0;
        phase = 0;
        omega = 0;
        tiles = 0;
    }

    /** More gas comes gradually, less at once. */
    void gas(double wanted) {
        gas += Math.min(MAX_GAS_RISE, wanted - gas);
    }

    void drive(double dt) {
        double off = steer - joint.angle();
        joint.motorSpeed = (float) (Math.signum(off) * Math.min(50.0 * Math.abs(off), 3.0));

        double forwardX = -body.sin;
        double forwardY = body.cos;
        double sideX = body.cos;
        double sideY = body.sin;
        double forwardSpeed = forwardX * body.vx + forwardY * body.vy;
        double sideSpeed = sideX * body.vx + sideY * body.vy;

        omega += dt * ENGINE_POWER * gas / INERTIA / (Math.abs(omega) + 5.0);
        brake();
        phase += omega * dt;

        double forward = (-forwardSpeed + omega * RADIUS) * STIFFNESS;
        double side = -sideSpeed * STIFFNESS;
        double force = Math.sqrt(forward * forward + side * side);
        double limit = tiles > 0 ? ROAD_LIMIT : GRASS_LIMIT;
        if (force > limit) {
            forward = forward / force * limit;
            side = side / force * limit;
        }
        omega -= dt * forward * RADIUS / INERTIA;
        body.forceX = (float) (side * sideX + forward * forwardX);
        body.forceY = (float) (side * sideY + forward * forwardY);
    }

    private void brake() {
        if (brake >= BLOCKING) {
            omega = 0;
        } else if (brake > 0) {
            omega -= Math.signum(omega) * Math.min(BRAKE_FORCE * brake, Math.abs(omega));
        }
    }
}
