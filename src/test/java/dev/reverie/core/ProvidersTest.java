package dev.reverie.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
    /** What is looked for here. */
    public interface Bird {
        String name();
    }

    /** Found. */
    public static final class Owl implements Bird {
        @Override
        public String name() {
            return "owl";
        }
    }

    /** Has a name that is taken. */
    public static final class OtherOwl implements Bird {
        @Override
        public String name() {
            return "owl";
        }
    }

    private static final Providers<Bird, Bird> BIRDS = Providers.named("bird", Bird.class, Bird::name);

    private static void with(Path folder, List<Class<?>> classes, Runnable work) throws IOException {
        var services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(Bird.class.getName()), classes.stream().map(Class::getName).toList());
        var before = Thread.currentThread().getContextClassLoader();
        try (var loader = new URLClassLoader(new URL[]{folder.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            work.run();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void oneIsFoundByItsNameAndOthersAreTold(@TempDir Path folder) throws IOException {
        with(folder, List.of(Owl.class), () -> {
            assertEquals("owl", BIRDS.find("owl").name());
            assertEquals("unknown bird 'oul'; did you mean owl? known: owl; a bird of your own needs a Bird",
                    assertThrows(IllegalArgumentException.class, () -> BIRDS.find("oul")).getMessage());
        });
        assertEquals("unknown bird 'owl'; there are none; a bird of your own needs a Bird",
                assertThrows(IllegalArgumentException.class, () -> BIRDS.find("owl")).getMessage());
    }

    @Test
    void twoOfOneNameAreRefused(@TempDir Path folder) throws IOException {
        with(folder, List.of(Owl.class, OtherOwl.class), () -> assertEquals(
                "bird: 'owl' of " + OtherOwl.class.getName() + " is a name already taken; rename it",
                assertThrows(IllegalStateException.class, BIRDS::all).getMessage()));
    }
}
