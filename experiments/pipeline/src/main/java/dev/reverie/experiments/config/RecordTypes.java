package dev.reverie.experiments.config;

import dev.reverie.core.Minimal;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What reflection is asked about records and sealed interfaces of records. */
final class RecordTypes {
    private RecordTypes() {
    }

    /** How many of its first components must be given: those of the constructor marked {@link Minimal}, or all if none is. */
    static int needed(Class<?> type) {
        var marked = Arrays.stream(type.getConstructors()).filter(constructor -> constructor.isAnnotationPresent(Minimal.class)).toList();
        if (marked.isEmpty()) {
            return type.getRecordComponents().length;
        }
        var taken = marked.get(0).getParameterTypes();
        if (marked.size() > 1 || !Arrays.equals(taken, Arrays.copyOf(types(type), taken.length))) {
            throw new IllegalStateException(type + " must have one minimal constructor, of its first components");
        }
        return taken.length;
    }

    /**
     * Calls the canonical constructor; what it throws comes out as it is.
     *
     * @param values
     *            null for what is to have its default
     */
    static <T> T create(Class<T> type, Object[] values) {
        var types = types(type);
        int needed = needed(type);
        if (needed < values.length && Arrays.asList(values).contains(null)) {
            var defaults = (Record) construct(type, Arrays.copyOf(types, needed), Arrays.copyOf(values, needed));
            for (int i = needed; i < values.length; i++) {
                values[i] = values[i] == null ? read(type.getRecordComponents()[i], defaults) : values[i];
            }
        }
        return construct(type, types, values);
    }

    private static Class<?>[] types(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray(Class<?>[]::new);
    }

    private static <T> T construct(Class<T> type, Class<?>[] types, Object[] values) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw unchecked(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " must be a record that can be made", e);
        }
    }

    static Object read(RecordComponent component, Record value) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (InvocationTargetException e) {
            throw unchecked(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " must be readable", e);
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }

    /** The public factory {@code of} of a type that takes one argument, if there is one. */
    static Optional<Method> factory(Class<?> type, Class<?> argument) {
        return Arrays.stream(type.getMethods()).filter(method -> method.getName().equals("of") && Modifier.isStatic(method.getModifiers())
                && Arrays.equals(method.getParameterTypes(), new Class<?>[]{argument}) && method.getReturnType() == type).findFirst();
    }

    /** Calls such a factory; what it throws comes out as it is. */
    static Object call(Method factory, Object argument) {
        try {
            return factory.invoke(null, argument);
        } catch (InvocationTargetException e) {
            throw unchecked(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(factory + " must be callable", e);
        }
    }

    /** Whether values are one of several records: those that are nested in an interface which they implement. */
    static boolean isChoice(Class<?> type) {
        return type.isInterface() && !variants(type).isEmpty();
    }

    /** The records of such an interface by the names they have in YAML. */
    static Map<String, Class<?>> variants(Class<?> type) {
        var variants = new TreeMap<String, Class<?>>();
        for (var variant : type.isSealed() ? type.getPermittedSubclasses() : type.getDeclaredClasses()) {
            if (variant.isRecord() && type.isAssignableFrom(variant)) {
                variants.put(name(variant), variant);
            }
        }
        return variants;
    }

    /** Its name in YAML, if it is one of several records. */
    static Optional<String> variantName(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).anyMatch(RecordTypes::isChoice) ? Optional.of(name(type)) : Optional.empty();
    }

    private static String name(Class<?> variant) {
        var name = variant.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
