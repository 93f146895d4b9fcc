package org.netwright.processor.validation;

import java.util.List;
import java.util.Set;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Nearest;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.source.AnnotationUse;

/** Suggests corrections for annotations that the compiler cannot find. */
public final class KnownAnnotations {
  private KnownAnnotations() {}

  /**
   * The compiler itself reports that they are missing. There is no suggestion for an annotation
   * that is not similar to one of Netwright.
   */
  public static Report explain(List<AnnotationUse> missing, Set<String> known) {
    Report.Builder report = new Report.Builder();
    for (AnnotationUse use : missing) {
      Nearest.to(use.name(), known)
          .map(
              nearest ->
                  nearest.equals(use.name())
                      ? "Import org.netwright.annotations." + nearest + "."
                      : "Did you mean @" + nearest + "?")
          .ifPresent(advice -> report.add(Message.UNKNOWN_ANNOTATION, use.ref(), use, advice));
    }
    return report.build();
  }
}
