package dev.reverie.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the constructor of a record that takes what must always be given: its first components. The others have the defaults of this
 * constructor, in configuration files as well. A record without such a constructor has no defaults, whatever other constructors it has.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.CONSTRUCTOR)
public @interface Minimal {
}
