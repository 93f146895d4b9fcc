package org.netwright.spark;

import java.io.Serializable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the value of a parameter must be. Spark asks whenever a value is set, by a setter, in a grid
 * or from a file; its own message does not say what is expected.
 *
 * @param <T> the type of the value
 */
final class Requirement<T> extends scala.runtime.AbstractFunction1<T, Object>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String parameter;
  private final String expected;
  private final Test<T> test;

  /** Tests whether a value is allowed. */
  interface Test<T> extends Predicate<@Nullable T>, Serializable {}

  private Requirement(String parameter, String expected, Test<T> test) {
    this.parameter = parameter;
    this.expected = expected;
    this.test = test;
  }

  /** Requires an {@code int} of at least 1. */
  static Requirement<Object> positive(String parameter) {
    return new Requirement<>(
        parameter, "at least 1", value -> value instanceof Integer number && number >= 1);
  }

  /** Requires a {@code double} that is finite and not negative. */
  static Requirement<Object> finite(String parameter) {
    return new Requirement<>(
        parameter,
        "finite and at least 0",
        value -> value instanceof Double number && number >= 0 && number <= Double.MAX_VALUE);
  }

  /** Requires one of two names. */
  static Requirement<String> either(String parameter, String one, String other) {
    return new Requirement<>(
        parameter, one + " or " + other, value -> one.equals(value) || other.equals(value));
  }

  /** Requires the path of a folder. */
  static Requirement<String> folder(String parameter) {
    return new Requirement<>(
        parameter,
        "the path of a folder (for no checkpoints, leave it out)",
        value -> value != null && !value.isBlank());
  }

  /**
   * Returns true.
   *
   * @throws IllegalArgumentException if the value is not allowed
   */
  @Override
  public Object apply(@Nullable T value) {
    if (!test.test(value)) {
      throw new IllegalArgumentException(
          "%s must be %s, got %s"
              .formatted(
                  parameter, expected, value instanceof String ? "\"" + value + "\"" : value));
    }
    return true;
  }
}
