package dev.reverie.gym;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Env;
import dev.reverie.core.EnvContract;
import dev.reverie.core.Policy;
import dev.reverie.core.Rollout;
import dev.reverie.core.Seed;
import dev.reverie.core.Space;
import dev.reverie.envs.Envs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** REST in both dialects, spoken by a process of its own with the real Gymnasium behind it. */
class HttpGymLiveTest {
    private static final Map<String, Server> SERVERS = new HashMap<>();

    private record Server(Process process, BufferedReader out, String address) {
    }

    private static synchronized Server server(String dialect) {
        var python = LivePython.here();
        return SERVERS.computeIfAbsent(dialect, d -> {
            try {
                var process = new ProcessBuilder(python.executable(), "src/test/python/rest_server.py", d)
                        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
                var out = new BufferedReader(new InputStreamReader(process.getInputStream()));
                return new Server(process, out, "gym+http://127.0.0.1:" + out.readLine() + "/");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @AfterAll
    static void end() {
        SERVERS.values().forEach(server -> server.process.destroyForcibly());
    }

    @Nested
    class NewDialect implements EnvContract {
        @Override
        public Env env() {
            return Envs.make(server("new").address + "CartPole-v1");
        }
    }

    @Test
    void theOldDialectPlaysItsOwnEpisodes() throws IOException {
        var server = server("old");
        try (var env = Envs.make(server.address + "Pendulum-v1")) {
            assertEquals(Space.box(-2, 2, 1), env.actionSpace());
            assertEquals(Space.box(new float[]{-1, -1, -8}, new float[]{1, 1, 8}), env.observationSpace());
            env.reset(1);
            int steps = 1;
            var step = env.step(new float[]{1});
            for (; !step.done(); steps++) {
                step = env.step(new float[]{1});
            }
            assertEquals("200 false true", steps + " " + step.terminated() + " " + step.truncated());
            var policy = Policy.random(env.actionSpace());
            assertEquals(2, Rollout.evaluate(env, policy, 2, Seed.of(1)).episodes());
        }
        assertEquals("closed", server.out.readLine());
    }

    @Test
    void anOldCartPoleTerminates() {
        try (var env = Envs.make(server("old").address + "CartPole-v1")) {
            env.reset(1);
            var step = env.step(new float[]{1});
            while (!step.done()) {
                step = env.step(new float[]{1});
            }
            assertEquals("true false", step.terminated() + " " + step.truncated());
        }
    }

    @Test
    void whatTheServerSaysIsTold() {
        for (var dialect : new String[]{"old", "new"}) {
            var name = server(dialect).address + "Nope-v0";
            var refusal = assertThrows(IllegalArgumentException.class, () -> Envs.make(name));
            assertTrue(refusal.getMessage().startsWith("environment " + name + ": Nope-v0: "), refusal.getMessage());
            assertTrue(refusal.getMessage().contains(dialect.equals("old") ? "malformed environment ID 'Nope-v0'" : "Nope"),
                    refusal.getMessage());
        }
    }

    @Test
    void aFrameArrivesAsOne() {
        try (var env = Envs.make(server("new").address + "CarRacing-v3")) {
            assertEquals(Space.frame(96, 96, 3), env.observationSpace());
            try (var same = LivePython.env("CarRacing-v3")) {
                assertEquals(same.reset(3), env.reset(3));
                var action = new float[]{0.5f, 0.25f, 0};
                assertEquals(same.step(action), env.step(action));
            }
        }
    }
}
