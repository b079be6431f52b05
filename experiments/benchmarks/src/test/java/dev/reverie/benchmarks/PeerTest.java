package dev.reverie.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTest {
    @TempDir
    private Path folder;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Peer fake() throws IOException {
        assumeTrue(python(), "python3 is not on the PATH: the protocol is tested without a process only");
        Path script = folder.resolve("fake_peer.py");
        try (var in = PeerTest.class.getResourceAsStream("fake_peer.py")) {
            Files.write(script, in.readAllBytes());
        }
        return new Peer("fake", List.of("python3", script.toString()), Redirect.DISCARD, PATIENCE);
    }

    private static boolean python() {
        try {
            return new ProcessBuilder("python3", "--version").redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String refusal(Peer peer, String work) {
        return assertThrows(Contender.Declined.class, () -> peer.ask(work, 1)).getMessage();
    }

    @Test
    void aRequestIsOneLineOfJson() {
        assertEquals("{\"work\":\"lstm \\\"x\\\"\",\"peer\":\"jax\",\"seconds\":0.5}", new Peer.Request("lstm \"x\"", "jax", 0.5).line());
    }

    @Test
    void aReplyIsAMeasurementAndWhatItSaysBesidesIsIgnored() throws Contender.Declined {
        var measurement =
                Peer.Reply.parse("{\"seconds\": 0.25, \"calls\": 12, \"variant\": \"nchw\", \"version\": \"2.0\", \"mood\": \"good\"}");
        assertEquals(new Contender.Measurement(0.25, "nchw", "2.0"), measurement);
        assertEquals(new Contender.Measurement(2, "", ""), Peer.Reply.parse("{\"seconds\": 2, \"calls\": 1}"));
    }

    @Test
    void aReplyWithoutATimeIsRefused() {
        for (String line : List.of("{}", "{\"seconds\": 0}", "{\"seconds\": -1}", "nonsense", "[1]", "", "{\"error\": \"no such work\"}")) {
            assertThrows(Contender.Declined.class, () -> Peer.Reply.parse(line), line);
        }
    }

    @Test
    void aProcessAnswersOneAfterTheOther() throws IOException, Contender.Declined {
        try (var peer = fake()) {
            assertEquals(new Contender.Measurement(0.25, "blocked, twice", "1.2"), peer.ask("gemm", 0.5));
            assertEquals("fake has no work named unknown", refusal(peer, "unknown"));
            assertTrue(refusal(peer, "babble").startsWith("a reply must be one line of JSON"));
            assertEquals(0.5, peer.ask("gemm", 1).seconds());
        }
    }

    @Test
    void aProcessThatEndsIsToldApartAndStartedAnewForTheNextWork() throws IOException, Contender.Declined {
        try (var peer = fake()) {
            assertTrue(refusal(peer, "die").startsWith("its process ended with code 3"));
            assertEquals(0.5, peer.ask("gemm", 1).seconds());
        }
    }

    @Test
    void aProcessThatGivesNoReplyIsEndedAndStartedAnew() throws IOException, Contender.Declined {
        assumeTrue(python(), "python3 is not on the PATH");
        var silent = "import sys; [print('{\"seconds\": 1}', flush=True) for line in sys.stdin if 'gemm' in line]";
        try (var peer = new Peer("silent", List.of("python3", "-c", silent), Redirect.DISCARD, Duration.ofSeconds(2))) {
            assertEquals("gave no reply in 2 s", refusal(peer, "lstm"));
            assertEquals(1, peer.ask("gemm", 1).seconds());
        }
    }
}
