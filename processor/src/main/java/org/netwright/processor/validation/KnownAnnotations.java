package org.netwright.processor.validation;

import java.util.List;
import java.util.Set;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Nearest;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.source.AnnotationUse;

/** Guesses what is meant by annotations that the compiler does not find. */
public final class KnownAnnotations {
  private KnownAnnotations() {}

  /** That they are missing the compiler tells; of one that is like none of ours nothing is said. */
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
