package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Seed;
import dev.reverie.envs.carracing.Course;
import dev.reverie.envs.carracing.DriveConformance;
import dev.reverie.envs.carracing.PictureConformance;
import dev.reverie.envs.carracing.Race;
import dev.reverie.envs.carracing.TrackConformance;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** All that ours has in common with Gymnasium's: what the parts keep, and the whole. */
interface CarRacingConformance extends TrackConformance, DriveConformance, PictureConformance {
    @Test
    default void discreteActionsLeadToTheSamePlaces() {
        var golden = golden("choices");
        long[] seeds = golden.get("seeds").longs();
        int[] actions = golden.get("actions").ints();
        float[] hull = golden.get("hull").floats();
        var env = new CarRacing(CarRacing.Options.small().withDiscrete(true));
        for (int k = 0; k < seeds.length; k++) {
            env.reset(seeds[k]);
            for (int t = 0; t < actions.length; t++) {
                env.step(new float[]{actions[t]});
                int at = 3 * (k * actions.length + t);
                assertEquals(0, Math.hypot(env.race().x() - hull[at], env.race().y() - hull[at + 1]), 1e-3, "metres off at step " + t);
            }
        }
    }

    @Test
    default void theScriptedDriverEarnsTheSame() {
        var golden = golden("driver");
        long[] seeds = golden.get("seeds").longs();
        double[] theirs = golden.get("returns").doubles();
        int[] lengths = golden.get("lengths").ints();
        double[] ours = new double[seeds.length];
        int same = 0;
        for (int k = 0; k < seeds.length; k++) {
            var race = new Race(0.95);
            race.start(Course.of(seeds[k], false).track());
            var driver = CarRacingDriver.of(race).begin(Seed.of(1));
            int steps = 0;
            do {
                var action = driver.act(null);
                ours[k] += race.step(action[0], action[1], action[2]);
                steps++;
            } while (steps < 1000 && !race.isAllVisited() && !race.isLapComplete() && !race.isOffField());
            same += steps == lengths[k] && Math.abs(ours[k] - theirs[k]) < 1e-6 ? 1 : 0;
        }
        double expected = Arrays.stream(theirs).average().orElseThrow();
        assertEquals(expected, Arrays.stream(ours).average().orElseThrow(), 0.01 * expected);
        assertTrue(same >= 0.9 * seeds.length, same + " of " + seeds.length + " episodes are the same from start to end");
    }

    @Test
    default void aLapEndsWhereItDoesInGymnasium() {
        var golden = golden("laps");
        long[] seeds = golden.get("seeds").longs();
        double[] percents = golden.get("percents").doubles();
        int[] lengths = golden.get("lengths").ints();
        boolean[] terminated = golden.get("terminated").booleans();
        boolean[] truncated = golden.get("truncated").booleans();
        for (int at = 0; at < lengths.length; at++) {
            double percent = percents[at / seeds.length];
            long seed = seeds[at % seeds.length];
            var env = new CarRacing(CarRacing.Options.small().withLapCompletePercent(percent).withLimit(2000));
            var driver = new CarRacingDriver(env).begin(Seed.of(1));
            env.begin(seed);
            int steps = 0;
            do {
                env.play(driver.act(null));
                steps++;
            } while (!env.done() && steps < 1500);
            assertEquals(lengths[at] + " " + terminated[at] + " " + truncated[at],
                    steps + " " + env.terminated() + " " + env.truncated(), "a lap of seed " + seed + " at " + percent);
        }
    }
}
