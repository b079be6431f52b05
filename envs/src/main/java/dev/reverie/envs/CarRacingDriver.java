package dev.reverie.envs;

import dev.reverie.core.Observation;
import dev.reverie.core.Policy;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.core.Trig;
import dev.reverie.envs.carracing.Race;
import dev.reverie.envs.carracing.Track;

/**
 * A driver who reads the state of a {@link CarRacing} and not its picture: steers for a point of the middle line ahead, and is as fast as
 * the turns before it allow. Earns 890 ± 38 on average, with three laps of four completed; a yardstick, and a source of good episodes.
 *
 * <pre>{@code
 * var env = new CarRacing();
 * double mean = Rollout.evaluate(env, new CarRacingDriver(env), 100, Seed.of(1)).mean();
 * }</pre>
 *
 * <p>It belongs to its environment, so it plays on that alone and on one thread.
 */
public final class CarRacingDriver implements Policy {
    /** Among so many points from the last one on, the nearest is looked for. */
    private static final int WINDOW = 12;
    /** Points ahead to steer for, at rest, and so many more for each m/s. */
    private static final int NEAR = 3;
    private static final double REACH = 0.08;
    private static final double STEERING = 2.4;
    private static final double DAMPING = 0.10;
    /** Points ahead whose turns limit the speed. */
    private static final int SIGHT = 22;
    /** m/s² that it counts on before a turn, and that it allows itself in one. */
    private static final double BRAKING = 70;
    private static final double GRIP = 75;
    private static final double FASTEST = 70;
    /** Metres from point to point. */
    private static final double STEP = 3.5;

    private final Race race;

    /**
     * A driver for one environment.
     *
     * @throws IllegalArgumentException
     *             if its actions are discrete
     */
    public CarRacingDriver(CarRacing env) {
        if (env.actionSpace() instanceof Space.Discrete) {
            throw new IllegalArgumentException("env must take continuous actions: make it with withDiscrete(false)");
        }
        race = env.race();
    }

    private CarRacingDriver(Race race) {
        this.race = race;
    }

    /** For a race that nobody looks at. */
    static CarRacingDriver of(Race race) {
        return new CarRacingDriver(race);
    }

    @Override
    public Actor begin(Seed seed) {
        return new AtTheWheel(race);
    }

    /** For one episode. */
    private static final class AtTheWheel implements Actor {
        private final Race race;
        private int at;

        AtTheWheel(Race race) {
            this.race = race;
        }

        @Override
        public float[] act(Observation observation) {
            var track = race.track();
            at = nearest(track);
            double speed = Math.sqrt(race.vx() * race.vx() + race.vy() * race.vy());
            double excess = speed - wanted(track);
            double gas = clip(-0.1 * excess, 0, 0.6);
            double brake = clip(0.04 * (excess - 2), 0, 0.6);
            return new float[]{(float) steer(track, speed), (float) gas, (float) brake};
        }

        private int nearest(Track track) {
            int nearest = 0;
            double best = Double.POSITIVE_INFINITY;
            for (int k = 0; k < WINDOW; k++) {
                int i = (at + k) % track.tiles();
                double dx = track.x()[i] - race.x();
                double dy = track.y()[i] - race.y();
                double distance = dx * dx + dy * dy;
                if (distance < best) {
                    nearest = k;
                    best = distance;
                }
            }
            return (at + nearest) % track.tiles();
        }

        private double steer(Track track, double speed) {
            int target = (at + NEAR + (int) (REACH * speed)) % track.tiles();
            double dx = track.x()[target] - race.x();
            double dy = track.y()[target] - race.y();
            double cos = Trig.cos(race.angle());
            double sin = Trig.sin(race.angle());
            double aside = StrictMath.atan2(-(cos * dx + sin * dy), cos * dy - sin * dx);
            return clip(-STEERING * aside + DAMPING * race.spin(), -1, 1);
        }

        private double wanted(Track track) {
            double wanted = FASTEST;
            int n = track.tiles();
            for (int k = 1; k < SIGHT; k++) {
                double turn = track.beta()[(at + k + 1) % n] - track.beta()[(at + k - 1) % n];
                double curvature = Math.abs(StrictMath.atan2(Trig.sin(turn), Trig.cos(turn))) / (2 * STEP);
                double corner = GRIP / Math.max(curvature, 1e-3);
                wanted = Math.min(wanted, Math.sqrt(corner + 2 * BRAKING * STEP * Math.max(k - 2, 0)));
            }
            return wanted;
        }

        private static double clip(double value, double low, double high) {
            return Math.max(low, Math.min(value, high));
        }
    }
}
