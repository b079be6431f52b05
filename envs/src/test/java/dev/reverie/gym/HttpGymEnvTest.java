package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.reverie.core.Observation;
import dev.reverie.core.Space;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REST with a server whose answers are written down here. */
class HttpGymEnvTest {
    private final Map<String, String> answers = new HashMap<>(Map.of(
            "POST /v1/envs/", "200 {\"instance_id\": \"a1\"}",
            "GET /v1/envs/a1/action_space/", "200 {\"name\": \"Box\", \"shape\": [2, 1], \"low\": [[-1], [0]], \"high\": [[1], [1e100]]}",
            "GET /v1/envs/a1/observation_space/", "200 {\"name\": \"Discrete\", \"n\": 3}",
            "POST /v1/envs/a1/reset/", "200 {\"observation\": 2, \"info\": {}}",
            "POST /v1/envs/a1/step/", "200 {\"observation\": 0, \"reward\": [0.5], \"terminated\": false, \"truncated\": true}",
            "DELETE /v1/envs/a1/", "200 {}"));
    private final List<String> asked = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private String location = "/";
    private URI base;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var threads = Executors.newCachedThreadPool(runnable -> {
            var thread = new Thread(runnable);
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            synchronized (asked) {
                asked.add((request + " " + body).strip());
            }
            var answer = answers.getOrDefault(request, "404 {\"detail\": \"Not Found\"}");
            if (answer.equals("hang")) {
                await();
            }
            var bytes = answer.substring(4).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, 3)), bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private HttpGymEnv make() {
        return HttpGymEnv.make(base, "A-v0", Duration.ofSeconds(1), false);
    }

    @Test
    void choicesAreSeenOneHotAndActionsGoInTheirShape() {
        try (var env = make()) {
            assertEquals(Space.box(0, 1, 3), env.observationSpace());
            assertEquals(new Space.Box(new int[]{2, 1}, Space.Element.F32, new float[]{-1, 0}, new float[]{1, Float.POSITIVE_INFINITY}),
                    env.actionSpace());
            assertArrayEquals(new float[]{0, 0, 1}, ((Observation.Vector) env.reset(7)).values());
            var step = env.step(new float[]{-0.5f, 3});
            assertEquals("Step[observation=Vector[1.0, 0.0, 0.0], reward=0.5, terminated=false, truncated=true]", step.toString());
        }
        assertEquals(List.of("POST /v1/envs/ {\"env_id\":\"A-v0\"}", "GET /v1/envs/a1/action_space/", "GET /v1/envs/a1/observation_space/",
                "POST /v1/envs/a1/reset/ {\"seed\":7}", "POST /v1/envs/a1/step/ {\"action\":[[-0.5],[3.0]]}", "DELETE /v1/envs/a1/"),
                asked);
    }

    @Test
    void aServerThatCannotWriteInfinityIsAskedForAnObservation() {
        answers.put("GET /v1/envs/a1/observation_space/", "500 Internal Server Error");
        answers.put("POST /v1/envs/a1/reset/", "200 {\"observation\": [1, 2, 3, 4], \"info\": {}}");
        try (var env = make()) {
            assertEquals(Space.box(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, 4), env.observationSpace());
        }
    }

    private String failure(String request, String answer) {
        return failure(GymException.class, request, answer);
    }

    private String wrong(String request, String answer) {
        return failure(IllegalArgumentException.class, request, answer);
    }

    private String failure(Class<? extends RuntimeException> kind, String request, String answer) {
        answers.put(request, answer);
        return assertThrows(kind, () -> {
            try (var env = make()) {
                env.reset(1);
                env.step(new float[]{0, 0});
            }
        }).getMessage();
    }

    @Test
    void whatIsWrongIsToldInOneLine() {
        assertEquals("A-v0: step: the wheel came off", failure("POST /v1/envs/a1/step/", "500 {\"detail\": \"the wheel came off\"}"));
        assertEquals("A-v0: step: reward must be a finite number, was missing, at step 1 of the episode with seed 1",
                wrong("POST /v1/envs/a1/step/", "200 {}"));
        assertEquals("A-v0: reset: observation must have shape [3] for Box F32[3] within 0.0..1.0, was [1,2], at the start of the episode "
                + "with seed 1", wrong("POST /v1/envs/a1/reset/", "200 {\"observation\": [1, 2]}"));
        assertEquals("A-v0: action space must be Discrete or Box, was {\"name\":\"Tuple\"}",
                failure("GET /v1/envs/a1/action_space/", "200 {\"name\": \"Tuple\"}"));
        assertTrue(asked.get(asked.size() - 1).startsWith("POST /v1/envs/a1/close/")
                || asked.get(asked.size() - 1).startsWith("DELETE /v1/envs/a1/"), "what was made is closed: " + asked);
        assertEquals("A-v0: the server does not speak gym-http-api: no instance_id in {}", failure("POST /v1/envs/", "200 {}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[]       | reward must be a finite number, was []", "[1, 2]   | reward must be a finite number, was [1,2]",
        "null     | reward must be a finite number, was null", "\"1\"      | reward must be a finite number, was \"1\"",
        "NaN      | reward must be a finite number, was \"NaN\"", "Infinity | reward must be a finite number, was \"Infinity\"",
        "{}       | reward must be a finite number, was {}", "1e400    | reward must be a finite number, was \"Infinity\"",
        "1e39     | reward must be within ±3.4e38, was 1.0E39"})
    void aRewardThatIsNoNumberIsToldWithItsStep(String reward, String message) {
        assertEquals("A-v0: step: " + message + ", at step 1 of the episode with seed 1", wrong("POST /v1/envs/a1/step/",
                "200 {\"observation\": 0, \"reward\": " + reward + ", \"terminated\": false, \"truncated\": false}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0.5 | 0.5", "2 | 2", "[0.5] | 0.5", "[[3]] | 3", "true | 1", "-0.0 | -0.0"})
    void oneNumberIsAReward(String reward, double expected) {
        answers.put("POST /v1/envs/a1/step/",
                "200 {\"observation\": 0, \"reward\": " + reward + ", \"terminated\": 0, \"truncated\": [true]}");
        try (var env = make()) {
            env.reset(1);
            assertEquals("Step[observation=Vector[1.0, 0.0, 0.0], reward=" + expected + ", terminated=false, truncated=true]",
                    env.step(new float[]{0, 0}).toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"terminated\": \"false\", \"truncated\": false | terminated must be true or false, was \"false\"",
        "\"terminated\": false, \"truncated\": null        | truncated must be true or false, was null",
        "\"terminated\": 2, \"truncated\": false           | terminated must be true or false, was 2",
        "\"truncated\": false                              | terminated or done must be true or false, was missing"})
    void aFlagThatIsNoneIsTold(String flags, String message) {
        assertEquals("A-v0: step: " + message + ", at step 1 of the episode with seed 1",
                wrong("POST /v1/envs/a1/step/", "200 {\"observation\": 0, \"reward\": 1, " + flags + "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Box      | [1, NaN]    | observation[1] must be a finite number, was NaN",
        "Box      | [1, 1e100]  | observation[1] must be a finite number, was Infinity",
        "Box      | [1, null]   | observation[1] must be a number, was null",
        "Box      | [1, \"2\"]  | observation[1] must be a number, was \"2\"",
        "Box      | [[1], [2]]  | observation must have shape [2] for Box F32[2] within 0.0..9.0, was [[1],[2]]",
        "Box      | null        | observation[0] must be a number, was null",
        "Discrete | 3           | observation must be a choice within 0..2, was 3",
        "Discrete | 0.5         | observation must be a choice within 0..2, was 0.5",
        "Frame    | [[[256]]]   | observation[0] must be a whole number within 0..255, was 256.0",
        "Frame    | [[[0.5]]]   | observation[0] must be a whole number within 0..255, was 0.5"})
    void anObservationThatIsNoneIsTold(String space, String observation, String message) {
        if (!space.equals("Discrete")) {
            var box = space.equals("Box") ? "\"shape\": [2], \"low\": [0, 0], \"high\": [9, 9]"
                    : "\"shape\": [1, 1, 1], \"low\": [[[0]]], \"high\": [[[255]]]";
            answers.put("GET /v1/envs/a1/observation_space/", "200 {\"name\": \"Box\", " + box + "}");
        }
        assertEquals("A-v0: reset: " + message + ", at the start of the episode with seed 1",
                wrong("POST /v1/envs/a1/reset/", "200 {\"observation\": " + observation + "}"));
    }

    @Test
    void boundsThatAreNoNumbersAreTold() {
        assertEquals("A-v0: action space is wrong: low[0] must be a number, was null", failure("GET /v1/envs/a1/action_space/",
                "200 {\"name\": \"Box\", \"shape\": [1], \"low\": [null], \"high\": [1]}"));
    }

    @Test
    void aRedirectIsNotFollowed() throws IOException {
        var elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var visits = new AtomicInteger();
        elsewhere.createContext("/", exchange -> {
            visits.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            location = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/v1/envs/";
            for (var status : new String[]{"301", "302", "307", "308"}) {
                assertEquals(
                        "A-v0: HTTP status " + status + ": the server sends elsewhere, where Reverie does not follow; name that server "
                                + "instead",
                        failure("POST /v1/envs/", status + " {}"));
            }
            assertEquals(0, visits.get());
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void whatAServerSaysCannotMoveTheCursor() {
        assertEquals("A-v0: step: \\u001b[2Jgone", failure("POST /v1/envs/a1/step/", "500 {\"detail\": \"\\u001b[2Jgone\"}"));
    }

    @Test
    void aHangingServerIsToldInTime() {
        assertEquals(base + ": no answer within 1.0 s", failure("POST /v1/envs/a1/step/", "hang"));
    }

    @Test
    void aMissingServerIsTold() {
        server.stop(0);
        var told = assertThrows(GymException.class, this::make).getMessage();
        assertTrue(told.startsWith(base + " cannot be reached: ") && told.endsWith("; is the server running?"), told);
    }
}
