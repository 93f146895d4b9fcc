package org.netwright.runtime.progress;

import java.io.Console;

/** Whether a person looks at the output. */
final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // it is null on JDK 21 and before
  static boolean isThere() {
    Console console = System.console();
    return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
  }

  /**
   * From JDK 22 on there is a console without a terminal too, and a method that tells; before that
   * there was neither.
   */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException beforeJdk22) {
      return true;
    }
  }
}
