package dev.reverie.controller;

import java.util.List;
import java.util.Map;

/**
 * Makes a controller known by its name, to {@link Controllers#make} and so to {@code evolve.controller} in a configuration and {@code
 * reverie evolve --controller}. Implement it for a controller of your own, as a public class with a public constructor without arguments,
 * and write the name of the class into {@code META-INF/services/dev.reverie.controller.ControllerProvider} of your jar.
 */
public interface ControllerProvider {
    /** The controller's name: lower case with hyphens, such as {@code mlp}. */
    String name();

    /** The names of its own options; others are refused. */
    default List<String> options() {
        return List.of();
    }

    /**
     * A controller that an evolution can begin with.
     *
     * @param options
     *            by name
     * @throws IllegalArgumentException
     *             if an option's value is wrong; the message begins with its name
     */
    Controller create(ControllerShape shape, Map<String, String> options);
}
