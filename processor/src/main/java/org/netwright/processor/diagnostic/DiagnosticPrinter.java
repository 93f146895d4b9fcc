package org.netwright.processor.diagnostic;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;

/**
 * Prints diagnostics through the compiler, which shows each diagnostic at its place in the source.
 * Warnings that the source suppresses are omitted.
 */
public final class DiagnosticPrinter {
  private final Messager messager;

  /** What was printed: a part of several networks is checked with each of them. */
  private final Set<Object> printed = new HashSet<>();

  public DiagnosticPrinter(Messager messager) {
    this.messager = messager;
  }

  public void print(Diagnostics diagnostics) {
    diagnostics.all().stream()
        .filter(d -> !isSuppressed(d))
        .filter(this::isNew)
        .forEach(this::print);
  }

  /** Whether its message was not printed for its place yet. */
  private boolean isNew(Diagnostic diagnostic) {
    SourceRef ref = diagnostic.ref();
    return printed.add(
        List.of(
            diagnostic.message(),
            ref.element(),
            String.valueOf(ref.annotation().orElse(null)),
            String.valueOf(ref.value().orElse(null)),
            diagnostic.text().replaceAll("\\w+(\\.\\w+)*\\.(?=\\w)", "")));
  }

  private static boolean isSuppressed(Diagnostic diagnostic) {
    return !diagnostic.message().isError()
        && diagnostic.ref().suppressions().contains(diagnostic.message().id());
  }

  private void print(Diagnostic diagnostic) {
    SourceRef ref = diagnostic.ref();
    messager.printMessage(
        diagnostic.message().kind(),
        diagnostic.text(),
        ref.element(),
        ref.annotation().orElse(null),
        ref.value().orElse(null));
  }
}
