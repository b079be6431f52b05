package dev.reverie.experiments.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.core.Env;
import dev.reverie.core.EnvContract;
import dev.reverie.envs.Envs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The environment of the guide keeps the contract, is found by its name, and stands in the guide as it is compiled. */
class CoinTest implements EnvContract {
    @Override
    public Env env() {
        return Envs.make("Coin");
    }

    @Test
    void theGuideShowsTheLinesThatAreCompiled() throws IOException {
        var guide = Files.readString(Path.of("../../src/site/environments.md"));
        var code = guide.substring(guide.indexOf("```java\n") + 8, guide.indexOf("\n```", guide.indexOf("```java\n"))).lines()
                .map(String::strip).toList();
        List<String> compiled =
                Files.readAllLines(Path.of("src/test/java/dev/reverie/experiments/guide/Coin.java")).stream().map(String::strip).toList();
        for (var line : code) {
            assertTrue(compiled.contains(line), line);
        }
        assertEquals(1, code.stream().filter("public final class Coin implements Env {"::equals).count());
    }
}
