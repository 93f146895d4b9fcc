package org.netwright.runtime.internal.csv;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Reads a text as a value of one type, and keeps the value until the next one is read, so that
 * primitive values do not become objects.
 */
abstract class ValueReader {

  /**
   * Reads a text that is not blank.
   *
   * @param from where it begins
   * @param to where it ends
   * @return false if it is not a value of the type
   */
  abstract boolean read(char[] text, int from, int to);

  /** Returns the last value as an object. */
  abstract Object value();

  /** Returns what a text should be, for messages. */
  abstract String expected();

  /**
   * Returns what gives the last value.
   *
   * @param type a primitive type that the value fits
   */
  abstract MethodHandle handle(Class<?> type);

  /**
   * Returns what gives the last value of a reader.
   *
   * @param kept the type of its method {@code kept}
   * @param type the type to convert it to
   */
  static MethodHandle getter(ValueReader reader, Class<?> kept, Class<?> type) {
    try {
      MethodHandle get =
          MethodHandles.lookup()
              .findVirtual(reader.getClass(), "kept", MethodType.methodType(kept))
              .bindTo(reader);
      return MethodHandles.explicitCastArguments(get, MethodType.methodType(type));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
