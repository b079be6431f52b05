package dev.reverie.controller.es;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.reverie.core.CheckpointContract;
import dev.reverie.core.FileException;
import dev.reverie.core.Npz;
import dev.reverie.core.Seed;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a strategy of this module keeps: it is one, and its state is its file. */
interface StrategyContract extends EvolutionStrategyContract, CheckpointContract<EvolutionStrategy> {
    /** Beginning at {@code start}. */
    EvolutionStrategy strategy(double[] start, Seed seed);

    @Override
    default EvolutionStrategy strategy(Seed seed) {
        return strategy(new double[]{3, 3, 3, 3, 3}, seed);
    }

    @Override
    default EvolutionStrategy fresh() {
        return strategy(new double[6], Seed.of(7).child("es"));
    }

    @Override
    default void advance(EvolutionStrategy strategy) {
        strategy.tell(Arrays.stream(strategy.ask()).mapToDouble(x -> -Functions.rosenbrock(x)).toArray());
    }

    @Override
    default void save(EvolutionStrategy strategy, Path file) {
        strategy.save(file);
    }

    @Override
    default EvolutionStrategy load(Path file) {
        return EvolutionStrategy.load(file);
    }

    @Override
    default Object state(EvolutionStrategy strategy) {
        return text(strategy);
    }

    /** All arrays, as text. */
    static Map<String, String> text(EvolutionStrategy strategy) {
        var text = new TreeMap<String, String>();
        strategy.state().arrays().forEach((name, array) -> text.put(name, switch (array.type()) {
            case F8 -> Arrays.toString(array.shape()) + Arrays.toString(array.doubles());
            case I8 -> Arrays.toString(array.longs());
            case B1 -> Arrays.toString(array.booleans());
            default -> array.text();
        }));
        return text;
    }

    @Test
    default void restoringReplacesEverything(@TempDir Path folder) {
        var strategy = fresh();
        advance(strategy);
        strategy.save(folder.resolve("state.npz"));
        var other = strategy(new double[]{1, 2, 3, 4, 5, 6}, Seed.of(99));
        advance(other);
        other.ask();
        other.restore(folder.resolve("state.npz"));
        assertEquals(state(strategy), state(other));
        advance(strategy);
        advance(other);
        assertEquals(state(strategy), state(other));
    }

    @Test
    default void aStateOfAnotherSizeOrStrategyIsRefusedInOneLine(@TempDir Path folder) {
        var file = folder.resolve("state.npz");
        var strategy = fresh();
        var before = state(strategy);
        var own = strategy.state().strategy();
        strategy(new double[4], Seed.of(1)).save(file);
        assertEquals(file + ": state must have 6 parameters, has 4",
                assertThrows(FileException.class, () -> strategy.restore(file)).getMessage());
        var another = own.equals(Snes.NAME) ? OpenAiEs.of(new double[6], OpenAiEs.Options.defaults(), Seed.of(1))
                : Snes.of(new double[6], Snes.Options.of(6), Seed.of(1));
        another.save(file);
        assertEquals(file + ": state must be that of strategy '" + own + "', is that of '" + another.state().strategy() + "'",
                assertThrows(FileException.class, () -> strategy.restore(file)).getMessage());
        assertEquals(before, state(strategy));
    }

    @Test
    default void aFileThatLacksAnArrayIsAnErrorThatNamesIt(@TempDir Path folder) {
        var file = folder.resolve("state.npz");
        var wrong = folder.resolve("wrong.npz");
        fresh().save(file);
        for (var name : Npz.load(file).keySet()) {
            var arrays = Npz.load(file);
            arrays.remove(name);
            Npz.save(wrong, arrays);
            for (var error : new FileException[]{assertThrows(FileException.class, () -> EvolutionStrategy.load(wrong)),
                assertThrows(FileException.class, () -> fresh().restore(wrong))}) {
                assertEquals(true, error.getMessage().contains("wrong.npz") && error.getMessage().contains("'" + name + "'"),
                        error.getMessage());
            }
        }
    }
}
