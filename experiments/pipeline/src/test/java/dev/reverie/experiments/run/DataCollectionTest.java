package dev.reverie.experiments.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.ContentHash;
import dev.reverie.core.EpisodeStore;
import dev.reverie.core.FileException;
import dev.reverie.core.Progress;
import dev.reverie.core.RecordedProgress;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.envs.CarRacing;
import dev.reverie.envs.CarRacingDriver;
import dev.reverie.envs.Envs;
import dev.reverie.experiments.config.CollectConfig;
import dev.reverie.experiments.config.CollectPolicy;
import dev.reverie.experiments.config.EnvConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCollectionTest {
    private static final Seed SEED = Seed.of(4);
    private static final CollectPolicy HOLD = new CollectPolicy.Held(1, 10);

    @TempDir
    Path root;

    private static DataCollection of(String env, CollectPolicy policy, int episodes, int maxSteps, Map<String, String> options) {
        return new DataCollection(new EnvConfig(env, options), new CollectConfig(episodes, policy, maxSteps, 1), SEED);
    }

    private Path play(DataCollection collection, String folder, int threads) {
        return collection.play(root.resolve(folder), threads, "", Progress.none()).folder();
    }

    @Test
    void theFilesAreTheSameOnAnyNumberOfThreadsAndForEveryPolicyThatIsAValue() {
        for (var policy : new CollectPolicy[]{new CollectPolicy.Uniform(), HOLD, new CollectPolicy.Brownian(0.02),
            new CollectPolicy.Untrained()}) {
            var collection = of("BouncingBall", policy, 6, 20, Map.of("pixels", "false"));
            var one = play(collection, policy.text() + "-1", 1);
            assertEquals(ContentHash.of(one), ContentHash.of(play(collection, policy.text() + "-3", 3)), policy.text());
        }
    }

    @Test
    void whatIsMissingIsPlayedAsItWasAndWhatAKillLeftIsSweptAway() throws IOException {
        var collection = of("TakeCover", HOLD, 5, 30, Map.of());
        var whole = play(collection, "whole", 2);
        var parts = play(collection, "parts", 2);
        var store = EpisodeStore.open(parts);
        Files.delete(store.file(1));
        Files.delete(store.file(4));
        // no process has such a number
        Files.writeString(parts.resolve(".episode-00000004.npz.reverie-999999999-5-7.tmp"), "half");
        var progress = new RecordedProgress();
        collection.play(parts, 1, "", progress);
        assertEquals(ContentHash.of(whole), ContentHash.of(parts));
        assertFalse(Files.exists(parts.resolve(".episode-00000004.npz.reverie-999999999-5-7.tmp")));
        assertArrayEquals(new long[]{4, 5}, progress.updates().stream().mapToLong(RecordedProgress.Update::step).toArray());
    }

    @Test
    void anEpisodeThatWasCutOffIsPlayedAgain() throws IOException {
        var collection = of("TakeCover", HOLD, 5, 30, Map.of());
        var whole = ContentHash.of(play(collection, "parts", 2));
        var store = EpisodeStore.open(root.resolve("parts"));
        var bytes = Files.readAllBytes(store.file(1));
        Files.write(store.file(1), Arrays.copyOf(bytes, bytes.length / 2));
        Files.write(store.file(3), new byte[0]);
        assertEquals(whole, ContentHash.of(play(collection, "parts", 2)));
    }

    @Test
    void moreEpisodesAreAddedToThoseThere() {
        play(of("CartPole", HOLD, 3, 50, Map.of()), "grown", 1);
        var grown = play(of("CartPole", HOLD, 6, 50, Map.of()), "grown", 1);
        assertEquals(ContentHash.of(play(of("CartPole", HOLD, 6, 50, Map.of()), "atOnce", 1)), ContentHash.of(grown));
    }

    @Test
    void aFolderWithAnotherCollectionIsRefusedInOneLineThatTellsTheDifference() {
        var there = of("CartPole", HOLD, 2, 50, Map.of());
        var folder = play(there, "a", 1);
        var prefix = folder + ": holds another collection: ";
        var remedy = "; choose another folder, or add --overwrite";
        assertEquals(prefix + "environment was CartPole, now TakeCover" + remedy, refusal(of("TakeCover", HOLD, 2, 50, Map.of())));
        assertEquals(prefix + "limit was 500, now 90" + remedy, refusal(of("CartPole", HOLD, 2, 50, Map.of("limit", "90"))));
        assertEquals(prefix + "policy was hold 1..10, now random, maxSteps was 50, now 51" + remedy,
                refusal(of("CartPole", new CollectPolicy.Uniform(), 2, 51, Map.of())));
        assertEquals(prefix + "seed was 4, now 5" + remedy, refusal(new DataCollection(there.env(), there.collect(), Seed.of(5))));
        assertEquals(2, EpisodeStore.open(folder).files().size());
    }

    private String refusal(DataCollection other) {
        return assertThrows(FileException.class, () -> play(other, "a", 1)).getMessage();
    }

    @Test
    void episodesThatNoCollectionPlayedAreNotMixedWithOnesThatIs() {
        var store = EpisodeStore.create(root.resolve("mine"), Envs.dataset("CartPole", Map.of(), ""));
        try (var env = Envs.make("CartPole")) {
            store.write(0, Rollout.collect(env, HOLD.on(env.actionSpace()), 1, SEED).get(0));
        }
        var e = assertThrows(FileException.class, () -> play(of("CartPole", HOLD, 2, 50, Map.of()), "mine", 1));
        assertTrue(e.getMessage().contains("were not collected by a policy and a seed on record"), e.getMessage());
    }

    @Test
    void aPolicyThatCannotPlayThereIsRefusedBeforeAnythingIsWritten() {
        var scripted = of("BouncingBall", new CollectPolicy.Scripted(), 2, 50, Map.of());
        var e = assertThrows(IllegalArgumentException.class, () -> play(scripted, "never", 1));
        assertTrue(e.getMessage().startsWith("no scripted policy knows BouncingBall"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> play(of("CartPole", new CollectPolicy.Brownian(1), 2, 5, Map.of()), "never", 1));
        assertFalse(Files.exists(root.resolve("never")));
    }

    @Test
    void theScriptedDriverDrivesOnEveryThreadAsOnItsOwnEnvironment() {
        var options = Map.of("size", "64", "faithful", "false");
        var folder = play(of("CarRacing", new CollectPolicy.Scripted(), 3, 40, options), "driven", 2);
        try (var env = (CarRacing) Envs.make("CarRacing", options)) {
            var one = Rollout.on(() -> env).withMaxSteps(40);
            one.collect(new CarRacingDriver(env), new int[]{2}, SEED,
                    (i, episode) -> assertEquals(episode, EpisodeStore.open(folder).read(2)));
        }
    }
}
