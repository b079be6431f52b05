package dev.reverie.envs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.reverie.core.Env;
import dev.reverie.core.EnvContract;
import dev.reverie.core.Observation.Frame;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The options of TakeCover, one by one and together; {@link TakeCoverTest} has the defaults. */
class TakeCoverVariantsTest {
    @Nested
    class Skipping implements EnvContract {
        @Override
        public Env env() {
            return Envs.make("TakeCover", Map.of("frameSkip", "4"));
        }
    }

    @Nested
    class Limited implements EnvContract {
        @Override
        public Env env() {
            return Envs.make("TakeCover", Map.of("limit", "90"));
        }
    }

    @Nested
    class Small implements EnvContract {
        @Override
        public Env env() {
            return Envs.make("TakeCover", Map.of("size", "16"));
        }
    }

    @Nested
    class LargeAndOdd implements EnvContract {
        @Override
        public Env env() {
            return Envs.make("TakeCover", Map.of("size", "97", "frameSkip", "3", "limit", "301"));
        }
    }

    /** Everything in the picture stays where it is when the picture is made of more pixels. */
    @Test
    void aLargePictureMadeSmallIsTheSmallPicture() {
        var small = new TakeCover();
        var large = new TakeCover(TakeCover.Options.defaults().withSize(256));
        var one = small.reset(1);
        var other = large.reset(1);
        for (int t = 1; t < 180; t++) {
            if (t % 20 == 0) {
                assertEquals(0, difference(one, other), 3.5, "mean over the picture in tic " + t);
            }
            var action = new float[]{t % 50 < 25 ? -1 : 1};
            var a = small.step(action);
            one = (Frame) a.observation();
            other = (Frame) large.step(action).observation();
            if (a.done()) {
                break;
            }
        }
    }

    private static double difference(Frame small, Frame large) {
        int times = large.width() / small.width();
        double sum = 0;
        for (int i = 0; i < small.pixels().length; i++) {
            int row = i / 3 / small.width();
            int column = i / 3 % small.width();
            double mean = 0;
            for (int k = 0; k < times * times; k++) {
                mean += (double) large.at(row * times + k / times, column * times + k % times, i % 3) / (times * times);
            }
            sum += Math.abs(mean - (small.pixels()[i] & 0xFF));
        }
        return sum / small.pixels().length;
    }

    @Test
    void aStepAllocatesItsPictureAndLittleMore() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var env = new TakeCover();
        var action = new float[]{0};
        long bytes = 0;
        int steps = 0;
        for (int episode = 0; episode < 10; episode++) {
            env.reset(episode);
            boolean done = false;
            long before = threads.getCurrentThreadAllocatedBytes();
            while (!done) {
                action[0] = steps % 30 < 15 ? -1 : 1;
                done = env.step(action).done();
                steps++;
            }
            bytes += threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(bytes / steps < 64 * 64 * 3 + 250, bytes / steps + " bytes a step");
    }
}
