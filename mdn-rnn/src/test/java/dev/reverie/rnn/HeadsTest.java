package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Latents;
import dev.reverie.core.MetricLog;
import dev.reverie.core.NamedOptions;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.mdn.Factorisation;
import dev.reverie.mdn.MdnLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadsTest {
    @TempDir
    Path folder;

    /** A coin that tells which side it shows, as 0 or 1 and as a number. */
    private static Latents told(int i) {
        var episode = Coin.episode(Seed.of(7).child("coin", i), 60);
        var side = new float[episode.length()];
        var height = new float[side.length];
        for (int t = 0; t < side.length; t++) {
            side[t] = episode.means()[2 * (t + 1)] > 0 ? 1 : 0;
            height[t] = 3 * episode.means()[2 * (t + 1)];
        }
        return new Latents(episode.frames(), episode.actions(), episode.rewards(), episode.terminated(), episode.truncated(), 0,
                Map.of("side", side, "height", height));
    }

    private static Head signal(String text) {
        return Head.of(NamedOptions.of(text));
    }

    /** A head on what {@link #told} tells. */
    interface OfTheCoin extends HeadContract {
        @Override
        default Latents episode() {
            return IntStream.range(0, 50).mapToObj(HeadsTest::told).filter(latents -> latents.length() >= ROWS).findFirst().orElseThrow();
        }
    }

    @Nested
    class OfLatents implements OfTheCoin {
        @Override
        public Head head() {
            return new LatentsHead(MdnLayout.ofKernel(3, 2, Factorisation.PER_DIMENSION));
        }
    }

    @Nested
    class OfJointLatents implements OfTheCoin {
        @Override
        public Head head() {
            return new LatentsHead(MdnLayout.ofKernel(3, 2, Factorisation.JOINT));
        }
    }

    @Nested
    class OfEnds implements OfTheCoin {
        @Override
        public Head head() {
            return new LogisticHead("restart", new StepNumber.Done(), 10, 1);
        }
    }

    @Nested
    class OfASide implements OfTheCoin {
        @Override
        public Head head() {
            return signal("signal of=side loss=logistic weight=0.5");
        }
    }

    @Nested
    class OfAHeight implements OfTheCoin {
        @Override
        public Head head() {
            return signal("signal of=height components=2 weight=3");
        }
    }

    @Test
    void recordedSignalsAreLearntAndRead() {
        var heads = MdnRnnConfig.Heads.of(List.of("restart", "signal of=side loss=logistic", "signal of=height"));
        var config = Coin.config(400).withHeads(heads);
        var log = folder.resolve("log.jsonl");
        var training = new Training(Optional.empty(), 1, Optional.of(log), Progress.none());
        var model = MdnRnn.train(config, IntStream.range(0, 200).mapToObj(HeadsTest::told).toList(), Seed.of(3), training);
        assertEquals(List.of("signal.side", "signal.height"), model.readouts());
        for (float side : new float[]{1, -1}) {
            var turned = Coin.expected(model, new float[]{side, -side}, 1);
            assertEquals(side < 0 ? 1 : 0, turned.readouts().get("signal.side"), 0.1);
            assertEquals(-3 * side, turned.readouts().get("signal.height"), 0.5);
        }
        var last = MetricLog.read(log).get(MetricLog.read(log).size() - 1).values();
        assertTrue(last.containsKey("heldOutSignal.side") && last.containsKey("heldOutSignal.side.recall"), last.toString());
        assertTrue(last.get("signal.side") < 0.4, "a third of the steps are tosses, ln 2 each: " + last);
        model.save(folder.resolve("model.zip"));
        model.exportWeights(folder.resolve("weights.npz"));
        for (var same : List.of(MdnRnn.load(folder.resolve("model.zip")), MdnRnn.importWeights(folder.resolve("weights.npz")))) {
            assertEquals(model.readouts(), same.readouts());
            float[] z = {1, -1};
            assertEquals(Coin.expected(model, z, 2).readouts().get("signal.height"),
                    Coin.expected(same, z, 2).readouts().get("signal.height"),
                    1e-6);
        }
    }

    @Test
    void theListOfHeadsIsTheBlockOfBefore() {
        assertEquals(new MdnRnnConfig.Heads(true, 5), MdnRnnConfig.Heads.of(List.of("restart", "reward components=5")));
        assertEquals(MdnRnnConfig.Heads.NONE, MdnRnnConfig.Heads.of(List.of()));
        assertEquals(List.of("signal loss=logistic of=hit"), MdnRnnConfig.Heads.of(List.of("signal of=hit loss=logistic")).more());
    }

    private static String refused(String... heads) {
        return assertThrows(IllegalArgumentException.class, () -> MdnRnnConfig.Heads.of(List.of(heads))).getMessage();
    }

    @Test
    void whatIsNoHeadIsRefusedByName() {
        assertTrue(refused("signals of=health").startsWith("unknown head 'signals'; did you mean signal?"), refused("signals of=health"));
        assertEquals("of is missing: the signal's name, as in signal of=health", refused("signal"));
        assertEquals("loss must be mixture or logistic, was square", refused("signal of=health loss=square"));
        assertTrue(refused("signal of=health lost=1").startsWith("unknown option of signal 'lost'; did you mean loss?"));
        assertTrue(refused("signal of=health", "signal of=health").startsWith("more must be heads of different names"));
        var config = Coin.config(1).withHeads(MdnRnnConfig.Heads.of(List.of("signal of=health")));
        var error =
                assertThrows(IllegalArgumentException.class, () -> MdnRnn.train(config, List.of(told(0)), Seed.of(1), Training.quiet()));
        assertEquals(
                "episode 0: signal 'health', which a head predicts, was not recorded, only [height, side]; name it in collect.signals and "
                        + "collect anew, or remove the head from rnn.heads",
                error.getMessage());
    }
}
