package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.DreamPolicy;
import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.dream.DreamBatch;
import dev.reverie.mdn.Temperature;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One mixture over all latents, of a coin whose two latents are each other's mirror image: which only such a one can know. */
class JointTest {
    private static final List<Latents> EPISODES =
            IntStream.range(0, 40).mapToObj(i -> Coin.episode(Seed.of(9).child("coin", i), 60)).toList();
    private static final DreamPolicy TOSS = (rows, ids, state) -> state.actions().fill(5);

    @TempDir
    Path folder;

    @Test
    void latentsThatGoTogetherCostTheirJointEntropy() {
        double joint = OneStep.of(Coin.jointModel(), EPISODES, Seed.of(1)).nll();
        assertEquals(Coin.JOINT_ENTROPY, joint, 0.1);
        assertTrue(joint < OneStep.of(Coin.model(), EPISODES, Seed.of(1)).nll() - 0.05, "as each by itself: " + joint);
    }

    /** How many of the dreamt frames show one side on both latents, which no real one does. */
    private static long impossible(MdnRnn model) {
        long count = 0;
        for (int i = 0; i < 100; i++) {
            var dream = DreamBatch.of(model, Coin.starts(), Temperature.ONE).record(Seed.of(i).bits(), 1, TOSS);
            count += dream.z(1)[0] * dream.z(1)[1] > 0 ? 1 : 0;
        }
        return count;
    }

    @Test
    void dreamsKeepTogetherWhatGoesTogether() {
        assertTrue(impossible(Coin.jointModel()) <= 5);
        assertTrue(impossible(Coin.model()) > 25, "each latent tosses its own coin");
    }

    @Test
    void whatIsExpectedOfALatentIsTheMargin() {
        var model = Coin.jointModel();
        var next = Coin.expected(model, new float[]{1, -1}, 5);
        assertEquals(1, next.latents().size());
        assertEquals(2, next.latents().get(0).dimensions());
        for (int d = 0; d < 2; d++) {
            var moments = next.latent(d).moments();
            assertTrue(moments.between()[0][0] > 0.8 && moments.within()[0][0] < 0.2, next.toString());
        }
        assertEquals(next.latents().get(0).logDensity(1, -1), next.logDensity(1, -1));
    }

    @Test
    void aSavedModelAndItsWeightsAreTheSameModel() {
        var model = Coin.jointModel();
        model.save(folder.resolve("model.zip"));
        model.exportWeights(folder.resolve("weights.npz"));
        for (var other : List.of(MdnRnn.load(folder.resolve("model.zip")), MdnRnn.importWeights(folder.resolve("weights.npz")))) {
            var z = new float[]{1, -1};
            var ours = Coin.expected(model, z, 3);
            var theirs = Coin.expected(other, z, 3);
            assertEquals(ours.logDensity(1, -1), theirs.logDensity(1, -1), 1e-4);
            assertEquals(model.config().factorisation(), other.config().factorisation());
        }
    }
}
