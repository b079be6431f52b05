package dev.reverie.envs;

import dev.reverie.core.Env;
import dev.reverie.core.Seed;
import dev.reverie.core.VectorEnv;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Ten million steps of every environment, a long list of episodes: what the heap holds afterwards, and what it held after the first
 * hundredth. Not part of the build, since pictures take their minutes. Compile the tests (the build does), then
 *
 * <pre>java -cp "envs/target/test-classes:envs/target/classes:src/target/classes" dev.reverie.envs.Soak [STEPS [NAME...]]</pre>
 */
final class Soak {
    private static final int ROWS = 16;

    private record Subject(String name, Supplier<Env> envs) {
    }

    private Soak() {
    }

    private static Stream<Subject> subjects() {
        return Stream.concat(
                Envs.names().stream().filter(name -> !name.equals("CarRacing")).map(name -> new Subject(name, () -> Envs.make(name))),
                Stream.of(new Subject("CarRacing64", () -> new CarRacing(CarRacing.Options.small())),
                        new Subject("CarRacing96", CarRacing::new)));
    }

    public static void main(String[] arguments) {
        long steps = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        var names = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        subjects().filter(subject -> names.isEmpty() || names.contains(subject.name)).forEach(subject -> {
            long[] bytes = heapGrowth(subject.envs, steps, Runtime.getRuntime().availableProcessors());
            System.out
                    .println(String.format(Locale.ROOT, "%s: %d steps, %d episodes ended, heap %+d bytes since the first hundredth of them",
                            subject.name, steps, bytes[1], bytes[0]));
        });
    }

    /** How many bytes more the heap holds after all steps than after the first hundredth of them; and how many episodes ended. */
    static long[] heapGrowth(Supplier<Env> envs, long steps, int threads) {
        try (var vector = VectorEnv.of(ROWS, envs, VectorEnv.Autoreset.SAME_STEP, threads)) {
            var out = vector.allocate();
            var random = Seed.of(1).random();
            int size = vector.actionSpace().size();
            var actions = new float[ROWS * size];
            long ended = 0;
            long before = 0;
            vector.reset(1, out);
            for (long t = 0; t < steps / ROWS; t++) {
                if (t == steps / ROWS / 100) {
                    before = heap();
                }
                if (t % 8 == 0) {
                    for (int i = 0; i < ROWS; i++) {
                        System.arraycopy(vector.actionSpace().sample(random), 0, actions, i * size, size);
                    }
                }
                vector.step(actions, out);
                for (int i = 0; i < ROWS; i++) {
                    ended += out.done(i) ? 1 : 0;
                }
            }
            return new long[]{heap() - before, ended};
        }
    }

    /** What is in use after all that is garbage was collected. */
    private static long heap() {
        var runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
