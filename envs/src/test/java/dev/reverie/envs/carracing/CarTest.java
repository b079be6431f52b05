package dev.reverie.envs.carracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CarTest {
    private static final double DT = 1.0 / 50;

    private static Car at(double x, double y, double angle) {
        var car = new Car();
        car.place(x, y, angle);
        return car;
    }

    private static void step(Car car, int steps) {
        for (int i = 0; i < steps; i++) {
            car.drive(DT);
            car.move((float) DT);
        }
    }

    @Test
    void aCarNobodyDrivesStaysWhereItIs() {
        var car = at(10, 20, 0);
        step(car, 200);
        assertEquals(10, car.hull.x, 1e-3);
        assertEquals(20, car.hull.y, 1e-3);
        assertEquals(0, car.hull.vx);
        assertEquals(0, car.hull.vy);
    }

    @Test
    void theFirstStepPullsTheWheelsToTheirBolts() {
        var car = at(0, 0, 1);
        step(car, 1);
        for (var wheel : car.wheels) {
            double cos = StrictMath.cos(car.hull.angle);
            double sin = StrictMath.sin(car.hull.angle);
            assertEquals(car.hull.x + cos * wheel.boltX - sin * wheel.boltY, wheel.body.x, 0.01);
            assertEquals(car.hull.y + sin * wheel.boltX + cos * wheel.boltY, wheel.body.y, 0.01);
        }
    }

    @Test
    void gasDrivesItForwardAndBrakesStopIt() {
        var car = at(0, 0, 0);
        for (int i = 0; i < 100; i++) {
            car.control(0, 0.1, 0);
            step(car, 1);
        }
        assertTrue(car.hull.vy > 10, "speed " + car.hull.vy);
        assertEquals(0, car.hull.x, 0.1);
        for (int i = 0; i < 200; i++) {
            car.control(0, 0, 1);
            step(car, 1);
        }
        assertEquals(0, Math.hypot(car.hull.vx, car.hull.vy), 0.02);
        assertEquals(0, car.wheels[0].omega, 0.5);
    }

    @Test
    void steeringTurnsTheFrontWheelsToTheirLimitAndTheCarAfterThem() {
        var car = at(0, 0, 0);
        for (int i = 0; i < 50; i++) {
            car.control(1, 0.05, 0);
            step(car, 1);
        }
        assertEquals(0.4, car.wheels[0].joint.angle(), 0.05);
        assertEquals(0.4, car.wheels[1].joint.angle(), 0.05);
        assertEquals(0, car.wheels[2].joint.angle(), 0.05);
        assertTrue(car.hull.angle > 0.2, "to the left is counter-clockwise: " + car.hull.angle);
    }

    @Test
    void gasRisesByATenthAStepAndFallsAtOnce() {
        var car = at(0, 0, 0);
        car.control(0, 1, 0);
        car.control(0, 1, 0);
        assertEquals(0.2, car.wheels[2].gas, 1e-12);
        assertEquals(0, car.wheels[0].gas, "front wheels are not driven");
        car.control(0, 0.05, 0);
        assertEquals(0.05, car.wheels[3].gas, 1e-12);
    }

    @Test
    void roadHoldsBetterThanGrass() {
        double[] speeds = new double[2];
        for (int onRoad = 0; onRoad < 2; onRoad++) {
            var car = at(0, 0, 0);
            for (var wheel : car.wheels) {
                wheel.tiles = onRoad;
            }
            for (int i = 0; i < 20; i++) {
                car.control(0, 1, 0);
                step(car, 1);
            }
            speeds[onRoad] = car.hull.vy;
        }
        assertEquals(400.0 / 240, speeds[1] / speeds[0], 0.1);
    }

    @Test
    void floatSinesAreWithinOneUlpOfTheTrueOnes() {
        for (float x = -119; x < 119; x += 0.0137f) {
            assertEquals((float) StrictMath.sin(x), FloatTrig.sin(x), Math.ulp((float) StrictMath.sin(x)));
            assertEquals((float) StrictMath.cos(x), FloatTrig.cos(x), Math.ulp((float) StrictMath.cos(x)));
        }
        assertEquals((float) StrictMath.sin(1000), FloatTrig.sin(1000));
        assertTrue(Float.isNaN(FloatTrig.cos(Float.NaN)));
    }
}
