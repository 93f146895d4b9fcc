package org.netwright.processor.validation;

import java.util.List;
import java.util.Set;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.AnnotationUse;
import org.netwright.processor.text.Nearest;

/** Suggests corrections for annotations that the compiler cannot find. */
public final class KnownAnnotations {
  private KnownAnnotations() {}

  /**
   * The compiler itself reports that they are missing. There is no suggestion for an annotation
   * that is not similar to one of Netwright.
   */
  public static Diagnostics explain(List<AnnotationUse> missing, Set<String> known) {
    Diagnostics.Builder diagnostics = new Diagnostics.Builder();
    for (AnnotationUse use : missing) {
      Nearest.to(use.name(), known)
          .map(
              nearest ->
                  nearest.equals(use.name())
                      ? "Import org.netwright.annotations." + nearest + "."
                      : "Did you mean @" + nearest + "?")
          .ifPresent(advice -> diagnostics.add(Message.UNKNOWN_ANNOTATION, use.ref(), use, advice));
    }
    return diagnostics.build();
  }
}
