package org.netwright.processor.diagnostic;

import javax.annotation.processing.Messager;
import javax.tools.Diagnostic.Kind;
import org.netwright.processor.source.SourceRef;

/** Hands a report to the compiler, which shows each diagnostic under the word that it is about. */
public final class ReportPrinter {
  private final Messager messager;

  public ReportPrinter(Messager messager) {
    this.messager = messager;
  }

  public void print(Report report) {
    for (Diagnostic diagnostic : report.diagnostics()) {
      SourceRef ref = diagnostic.ref();
      messager.printMessage(
          Kind.ERROR,
          diagnostic.text(),
          ref.element(),
          ref.annotation().orElse(null),
          ref.value().orElse(null));
    }
  }
}
