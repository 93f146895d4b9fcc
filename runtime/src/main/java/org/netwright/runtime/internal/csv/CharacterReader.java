package org.netwright.runtime.internal.csv;

import java.lang.invoke.MethodHandle;

/** Reads single characters. */
final class CharacterReader extends ValueReader {
  private char character;

  @Override
  boolean read(char[] text, int from, int to) {
    character = text[from];
    return to - from == 1;
  }

  char kept() {
    return character;
  }

  @Override
  Object value() {
    return character;
  }

  @Override
  String expected() {
    return "a single character";
  }

  @Override
  MethodHandle handle(Class<?> type) {
    return getter(this, char.class, type);
  }
}
