package org.netwright.processor.diagnostic;

import javax.annotation.processing.Messager;

/**
 * Prints diagnostics through the compiler, which shows each diagnostic at its place in the source.
 * Warnings that the source suppresses are omitted.
 */
public final class DiagnosticPrinter {
  private final Messager messager;

  public DiagnosticPrinter(Messager messager) {
    this.messager = messager;
  }

  public void print(Diagnostics diagnostics) {
    diagnostics.all().stream().filter(d -> !isSuppressed(d)).forEach(this::print);
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
