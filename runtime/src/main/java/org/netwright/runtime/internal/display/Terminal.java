package org.netwright.runtime.internal.display;

import java.io.Console;

/** Finds out whether standard output is a terminal. */
final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // it is null without a terminal up to JDK 21
  static boolean isThere() {
    Console console = System.console();
    return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
  }

  /**
   * Returns whether a console is a terminal. From JDK 22 on, there can be a console without a
   * terminal, and a method that distinguishes the two. Earlier versions have neither.
   */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException beforeJdk22) {
      return true;
    }
  }
}
