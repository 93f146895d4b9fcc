package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Repeats a block: each repetition reads the one before it, and has parameters of its own.
 *
 * <pre>{@code
 * @Repeat(6) Encoder[] body;
 * }</pre>
 *
 * <p>The type of the field is an array of a class with {@link Block}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Repeat {
  /** How many times: at least 1. */
  int value();
}
