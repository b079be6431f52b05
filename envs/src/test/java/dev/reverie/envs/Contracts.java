package dev.reverie.envs;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;

/** Runs the tests of a contract for whatever a list holds, where a class for each would be too many. */
final class Contracts {
    private Contracts() {
    }

    /**
     * All tests of a contract.
     *
     * @param contract
     *            an interface with default methods that are tests
     * @param subject
     *            implements it
     */
    static <C> DynamicNode of(String name, Class<C> contract, C subject) {
        return dynamicContainer(name,
                Arrays.stream(contract.getMethods()).filter(method -> method.isAnnotationPresent(Test.class))
                        .sorted(Comparator.comparing(method -> method.getName()))
                        .map(method -> dynamicTest(method.getName(), () -> {
                            try {
                                method.invoke(subject);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        })));
    }
}
