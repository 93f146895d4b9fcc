package org.netwright.processor.validation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.processor.source.AnnotationUse;
import org.netwright.processor.source.RegularizerDeclaration;

/** Queries about regularizers that several rules use. */
final class Parts {
  private Parts() {}

  /** One part of each annotation, so that {@code @ElasticNet}, which has two, is reported once. */
  static Collection<RegularizerDeclaration> byAnnotation(List<RegularizerDeclaration> parts) {
    Map<AnnotationUse, RegularizerDeclaration> first = new LinkedHashMap<>();
    parts.forEach(part -> first.putIfAbsent(part.use(), part));
    return first.values();
  }
}
