package dev.reverie.envs.carracing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The car drives like Gymnasium's on Box2D. */
public interface DriveConformance extends Golden {
    private static Race race(long seed) {
        var race = new Race(0.95);
        race.start(Track.of(seed));
        return race;
    }

    private static double distance(Race race, float[] hull, int at) {
        return Math.hypot(race.x() - hull[at], race.y() - hull[at + 1]);
    }

    @Test
    default void theSameActionsLeadToTheSamePlaces() {
        var golden = golden("drives");
        long[] seeds = golden.get("seeds").longs();
        float[] actions = golden.get("actions").floats();
        float[] hull = golden.get("hull").floats();
        int steps = golden.get("actions").shape()[1];
        assertTrue(seeds.length >= 20 && steps >= 300, seeds.length + " drives of " + steps + " steps");
        double early = 0;
        double late = 0;
        for (int d = 0; d < seeds.length; d++) {
            var race = race(seeds[d]);
            for (int t = 0; t <= steps; t++) {
                double off = distance(race, hull, 3 * (d * (steps + 1) + t));
                early = Math.max(early, t <= 200 ? off : 0);
                late = Math.max(late, off);
                if (t < steps) {
                    int a = 3 * (d * steps + t);
                    race.step(actions[a], actions[a + 1], actions[a + 2]);
                }
            }
        }
        assertEquals(0, early, 1e-3, "metres off through step 200");
        assertEquals(0, late, 1e-2, "metres off through step " + steps);
    }

    @Test
    default void theSameActionsVisitTheSameTilesAndEarnTheSame() {
        var golden = golden("drives");
        long[] seeds = golden.get("seeds").longs();
        float[] actions = golden.get("actions").floats();
        double[] rewards = golden.get("rewards").doubles();
        int[] visits = golden.get("visits").ints();
        int steps = golden.get("actions").shape()[1];
        for (int d = 0; d < seeds.length; d++) {
            var race = race(seeds[d]);
            int[] visited = new int[race.track().tiles()];
            Arrays.fill(visited, -1);
            note(race, visited, 0);
            var ours = new double[steps];
            for (int t = 0; t < steps; t++) {
                int a = 3 * (d * steps + t);
                ours[t] = race.step(actions[a], actions[a + 1], actions[a + 2]);
                note(race, visited, t + 1);
            }
            int count = 0;
            for (int v = 0; v < visits.length; v += 3) {
                if (visits[v] == d) {
                    count++;
                    int at = visited[visits[v + 2]];
                    assertTrue(at >= 0 && Math.abs(at - visits[v + 1]) <= 1, "tile " + visits[v + 2] + " of drive " + d + " at " + at);
                }
            }
            assertEquals(Arrays.stream(visited).filter(t -> t >= 0).count(), count);
            var theirs = Arrays.copyOfRange(rewards, d * steps, (d + 1) * steps);
            Arrays.sort(ours);
            Arrays.sort(theirs);
            assertArrayEquals(theirs, ours, 1e-9, "rewards of drive " + d);
        }
    }

    private static void note(Race race, int[] visited, int step) {
        for (int i = 0; i < visited.length; i++) {
            if (visited[i] < 0 && race.road().isVisited(i)) {
                visited[i] = step;
            }
        }
    }

    @Test
    default void drivingOutOfTheFieldEndsWithMinusHundred() {
        var golden = golden("exits");
        long[] seeds = golden.get("seeds").longs();
        for (int k = 0; k < seeds.length; k++) {
            var race = race(seeds[k]);
            double reward = 0;
            int t = 0;
            for (; !race.isOffField(); t++) {
                reward = race.step(0, 0.1f, 0);
            }
            assertEquals(golden.get("lengths").ints()[k], t);
            assertEquals(golden.get("last").doubles()[k], reward);
        }
    }
}
