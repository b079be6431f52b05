package dev.reverie.mdn;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes noise models known by their names, to saved models and to {@code reverie mdn train --noise}. Implement it for one of your own, as a
 * public class with a public constructor without arguments, and write the name of the class into {@code
 * META-INF/services/dev.reverie.mdn.NoiseModelProvider} of your jar.
 */
public interface NoiseModelProvider {
    /**
     * By name, what makes a model of the words after the name in {@link NoiseModel#words}; of none it makes the usual one. It throws an
     * {@link IllegalArgumentException} if they are others than it expects.
     */
    Map<String, Function<List<String>, NoiseModel>> models();
}
