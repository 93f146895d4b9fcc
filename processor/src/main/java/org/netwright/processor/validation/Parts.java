package org.netwright.processor.validation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.processor.source.AnnotationUse;
import org.netwright.processor.source.LayerPart.RegularizerPart;

/** What several rules ask of regularizers. */
final class Parts {
  private Parts() {}

  /** One of each annotation: {@code @ElasticNet} says two things, and is told of once. */
  static Collection<RegularizerPart> byAnnotation(List<RegularizerPart> parts) {
    Map<AnnotationUse, RegularizerPart> first = new LinkedHashMap<>();
    parts.forEach(part -> first.putIfAbsent(part.use(), part));
    return first.values();
  }
}
