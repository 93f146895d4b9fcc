package org.netwright.processor.diagnostic;

import javax.annotation.processing.Messager;
import org.netwright.processor.source.SourceRef;

/**
 * Prints a report through the compiler, which shows each diagnostic at its place in the source.
 * Warnings that the source suppresses are omitted.
 */
public final class ReportPrinter {
  private final Messager messager;

  public ReportPrinter(Messager messager) {
    this.messager = messager;
  }

  public void print(Report report) {
    report.diagnostics().stream().filter(d -> !isSuppressed(d)).forEach(this::print);
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
