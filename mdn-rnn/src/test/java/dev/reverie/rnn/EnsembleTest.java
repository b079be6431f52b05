package dev.reverie.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.compute.Engine;
import dev.reverie.core.DreamPolicy;
import dev.reverie.core.FileException;
import dev.reverie.core.MetricLog;
import dev.reverie.core.Progress;
import dev.reverie.core.Seed;
import dev.reverie.core.Training;
import dev.reverie.dream.DreamBatch;
import dev.reverie.dream.DreamOptions;
import dev.reverie.mdn.Temperature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTest implements LatentDynamicsContract {
    private static final int MEMBERS = 3;
    private static final DreamPolicy TOSS = (rows, ids, state) -> state.actions().fill(5);

    @TempDir
    Path folder;

    @Override
    public LatentDynamics dynamics() {
        return untrained(new MdnRnnConfig.Heads(true, 2));
    }

    private static Ensemble untrained(MdnRnnConfig.Heads heads) {
        return Ensemble.of(IntStream.range(0, MEMBERS)
                .mapToObj(k -> MdnRnn.untrained(Coin.config(1).withHeads(heads), 5, 2, Seed.of(k))).toList());
    }

    private static MdnRnnConfig config(int updates) {
        return Coin.config(updates).withMembers(MEMBERS);
    }

    private static Ensemble trained(Path folder, int updates) {
        return (Ensemble) LatentDynamics.train(config(updates), Coin.store(folder, 60), Seed.of(3), Training.quiet());
    }

    @Test
    void whatItExpectsIsTheMeanOfItsMembersDensities() {
        var model = untrained(MdnRnnConfig.Heads.RESTART);
        float[] z = {1, 2, 3, 4, 5};
        var together = Coin.expected(model, z, 6, 7);
        var alone = IntStream.range(0, MEMBERS).mapToObj(k -> Coin.expected(model.get(k), z, 6, 7)).toList();
        double[] y = {0.1, -0.2, 0.3, 0, 1};
        assertEquals(Math.log(alone.stream().mapToDouble(p -> Math.exp(p.logDensity(y))).average().orElseThrow()), together.logDensity(y),
                1e-9);
        assertEquals(alone.stream().mapToDouble(p -> p.latent(1).density(0.3)).average().orElseThrow(), together.latent(1).density(0.3),
                1e-9);
        assertEquals(alone.stream().mapToDouble(Prediction::restart).average().orElseThrow(), together.restart(), 1e-9);
        double[] means = alone.stream().mapToDouble(p -> p.latent(2).mean()[0]).toArray();
        double mean = (means[0] + means[1] + means[2]) / 3;
        double variance = 0;
        for (double m : means) {
            variance += (m - mean) * (m - mean) / 3;
        }
        assertEquals(variance, together.epistemic(2), 1e-12);
    }

    @Test
    void theVarianceOfAnEpisodeIsNoiseAndFuturesAndWhatIsNotKnown() {
        var model = trained(folder.resolve("latents"), 120);
        var episode = Coin.episode(Seed.of(2), 40);
        var expected = Expectations.of(model, episode, Seed.of(1));
        assertTrue(expected.hasMembers());
        var observed = ObservedEpisode.drawn(episode, Seed.of(1));
        try (var state = model.open(1)) {
            for (int t = 0; t < episode.length(); t++) {
                observed.step(state, t);
                for (int d = 0; d < 2; d++) {
                    int at = 2 * t + d;
                    double whole = state.prediction(0).latent(d).moments().variance(0);
                    assertEquals(whole, expected.within()[at] + expected.between()[at] + expected.epistemic()[at], 1e-9);
                    assertTrue(expected.between()[at] > -1e-9);
                }
            }
        }
    }

    @Test
    void itsFirstMemberIsTheModelOfTheSameSeedAndTheOthersDiffer() {
        var together = trained(folder.resolve("latents"), 20);
        var alone = MdnRnn.train(Coin.config(20), Coin.store(folder.resolve("again"), 60), Seed.of(3), Training.quiet());
        float[] z = {1, -1};
        assertEquals(Coin.expected(alone, z, 3), Coin.expected(together.get(0), z, 3));
        assertTrue(!Coin.expected(alone, z, 3).equals(Coin.expected(together.get(1), z, 3)));
        assertTrue(!Coin.expected(together.get(2), z, 3).equals(Coin.expected(together.get(1), z, 3)));
    }

    @Test
    void whereNothingWasSeenItsMembersDisagree() {
        var model = trained(folder.resolve("latents"), 300);
        double[] known = new double[1];
        double[] unknown = new double[1];
        for (var side : new float[]{1, -1}) {
            known[0] += disagreement(model, side, -side);
            unknown[0] += disagreement(model, side, 4 * side);
        }
        assertTrue(unknown[0] > 2 * known[0], "latents that go together " + known[0] + ", impossible ones " + unknown[0]);
    }

    private static double disagreement(LatentDynamics model, float... z) {
        try (var state = model.open(1)) {
            state.begin(0);
            state.z().put(0, z);
            state.actions().set(0, 1);
            state.advance(1);
            state.predict(1);
            return state.disagreement(0);
        }
    }

    @Test
    void aFileIsTheSameEnsembleAndALoaderReadsBothKinds() throws IOException {
        var model = untrained(MdnRnnConfig.Heads.RESTART);
        model.save(folder.resolve("one.zip"));
        model.save(folder.resolve("other.zip"));
        assertEquals(-1, Files.mismatch(folder.resolve("one.zip"), folder.resolve("other.zip")));
        var loaded = (Ensemble) LatentDynamics.load(folder.resolve("one.zip"));
        float[] z = {1, 2, 3, 4, 5};
        assertEquals(Coin.expected(model, z, 6, 7), Coin.expected(loaded, z, 6, 7));
        model.get(1).save(folder.resolve("alone.zip"));
        assertEquals(Coin.expected(model.get(1), z, 6, 7), Coin.expected(LatentDynamics.load(folder.resolve("alone.zip")), z, 6, 7));
        var damaged = Files.readAllBytes(folder.resolve("one.zip"));
        damaged[damaged.length / 2] ^= 1;
        Files.write(folder.resolve("damaged.zip"), damaged);
        var error = assertThrows(FileException.class, () -> LatentDynamics.load(folder.resolve("damaged.zip")));
        assertTrue(error.getMessage().contains("damaged.zip") && !error.getMessage().contains("\n"), error.getMessage());
    }

    @Test
    void anInterruptedTrainingEndsWithTheSameBits() {
        var store = Coin.store(folder.resolve("latents"), 60);
        LatentDynamics.train(config(30), store, Seed.of(3), kept("whole", Progress.none())).save(folder.resolve("whole.zip"));
        var seen = new ArrayList<Long>();
        var caller = Thread.currentThread();
        assertThrows(CancellationException.class,
                () -> LatentDynamics.train(config(30), store, Seed.of(3), kept("parts", (done, total, message) -> {
                    seen.add(done);
                    if (done == 45) {
                        caller.interrupt();
                    }
                })));
        Thread.interrupted();
        LatentDynamics.train(config(30), store, Seed.of(3), kept("parts", (done, total, message) -> assertEquals(90, total))).save(
                folder.resolve("parts.zip"));
        assertEquals(-1, mismatch("whole.zip", "parts.zip"));
        assertTrue(seen.contains(45L) && !seen.contains(60L), seen.toString());
        var stages = MetricLog.read(folder.resolve("whole.jsonl")).stream().map(MetricLog.Entry::stage).distinct().toList();
        assertEquals(List.of("rnn", "rnn.member1", "rnn.member2"), stages);
    }

    private long mismatch(String one, String other) {
        try {
            return Files.mismatch(folder.resolve(one), folder.resolve(other));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Training kept(String name, Progress progress) {
        return new Training(Optional.of(folder.resolve(name)), 10, Optional.of(folder.resolve(name + ".jsonl")), progress);
    }

    @Test
    void aDreamKeepsItsMemberOrChangesItEveryStep() {
        var model = trained(folder.resolve("latents"), 100);
        long[] keys = IntStream.range(0, 30).mapToLong(i -> Seed.of(1).child("dream", i).bits()).toArray();
        var options = DreamOptions.of(Temperature.ONE);
        try (var whole = DreamBatch.of(model, Coin.starts(), options, Engine.current());
                var steps = DreamBatch.of(model.withTurn(Ensemble.Turn.STEP), Coin.starts(), options, Engine.current())) {
            boolean differs = false;
            for (long key : keys) {
                int member = model.member(key);
                try (var alone = DreamBatch.of(model.get(member), Coin.starts(), options, Engine.current())) {
                    assertEquals(alone.record(key, 20, TOSS), whole.record(key, 20, TOSS), "its member alone dreams the same");
                    differs |= !alone.record(key, 20, TOSS).equals(steps.record(key, 20, TOSS));
                }
            }
            assertTrue(differs);
        }
    }

    @Test
    void disagreementIsPaidByItsWeight() {
        var model = trained(folder.resolve("latents"), 100);
        long[] keys = {1, 2, 3};
        var options = DreamOptions.of(Temperature.ONE);
        double[] sums = new double[3];
        DreamPolicy watch = (rows, ids, state) -> {
            state.actions().fill(5);
            for (int r = 0; r < rows; r++) {
                sums[ids[r]] += ((LatentDynamics.State) state).disagreement(r);
            }
        };
        try (var usual = DreamBatch.of(model, Coin.starts(), options, Engine.fast(1));
                var careful = DreamBatch.of(model, Coin.starts(), options.withDisagreement(-0.5), Engine.fast(1))) {
            var plain = usual.run(keys, 6, watch);
            var penalised = careful.run(keys, 7, TOSS);
            for (int i = 0; i < 3; i++) {
                assertEquals(plain.lengths()[i], plain.returns()[i]);
                assertTrue(penalised.returns()[i] < penalised.lengths()[i] - 0.5 * 0.99 * (sums[i] > 0 ? 0 : 1));
            }
        }
    }

    @Test
    void membersMustBeOfOneKind() {
        var one = MdnRnn.untrained(Coin.config(1), 5, 2, Seed.of(1));
        assertThrows(IllegalArgumentException.class, () -> Ensemble.of(List.of(one)));
        assertThrows(IllegalArgumentException.class, () -> Ensemble.of(List.of(one, MdnRnn.untrained(Coin.config(1), 4, 2, Seed.of(1)))));
        assertThrows(IllegalArgumentException.class,
                () -> MdnRnn.train(config(1), Coin.store(folder.resolve("x"), 5), Seed.of(1), Training.quiet()));
    }
}
