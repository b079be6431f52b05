package dev.reverie.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Latents;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.dream.DreamBatch;
import dev.reverie.mdn.Temperature;
import dev.reverie.rnn.Coin;
import dev.reverie.rnn.Head;
import dev.reverie.rnn.HeadContract;
import dev.reverie.rnn.LatentDynamics;
import dev.reverie.rnn.MdnRnn;
import dev.reverie.rnn.MdnRnnConfig;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RemainingHeadTest implements HeadContract {
    @Override
    public Head head() {
        return new RemainingHead(20);
    }

    @Override
    public Latents episode() {
        return Coin.episode(Seed.of(2), 60);
    }

    @Test
    void oneClassAndOneLineOfConfigurationMakeAnotherHead() {
        var config = Coin.config(300).withHeads(MdnRnnConfig.Heads.of(List.of("restart", "remaining horizon=20")));
        var episodes = IntStream.range(0, 100).mapToObj(i -> Coin.episode(Seed.of(7).child("coin", i), 60)).toList();
        var model = MdnRnn.train(config, episodes, Seed.of(3), Training.quiet());
        assertEquals(List.of("remaining"), model.readouts());
        double over = Coin.expected(model, new float[]{1, -1}, 7).readouts().get("remaining");
        double goesOn = Coin.expected(model, new float[]{1, -1}, 1).readouts().get("remaining");
        assertTrue(over < goesOn - 0.1, "after the action that ends it " + over + ", after another " + goesOn);
        double[] dreamt = new double[1];
        try (var dreams = DreamBatch.of(model, Coin.starts(), Temperature.ONE)) {
            dreams.run(new long[]{1}, 3, (rows, ids, state) -> {
                state.actions().fill(1);
                dreamt[0] = ((LatentDynamics.State) state).readout(0, 0);
            });
        }
        assertTrue(dreamt[0] > 0.05 && dreamt[0] < 1, "read in a dream: " + dreamt[0]);
    }
}
