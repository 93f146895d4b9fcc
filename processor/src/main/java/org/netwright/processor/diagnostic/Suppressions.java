package org.netwright.processor.diagnostic;

import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Reads the values of {@code @SuppressWarnings} that concern Netwright. */
public final class Suppressions {
  private static final String ANNOTATION = "java.lang.SuppressWarnings";
  private static final String PREFIX = "netwright";

  private Suppressions() {}

  /** The messages that an element itself suppresses, each with its place. */
  public static List<Suppression> on(Element element) {
    SourceRef owner = SourceRef.of(element);
    return element.getAnnotationMirrors().stream()
        .filter(Suppressions::isSuppression)
        .flatMap(mirror -> items(mirror).map(item -> suppression(item, owner.at(mirror))))
        .filter(suppression -> suppression.id().startsWith(PREFIX))
        .toList();
  }

  /**
   * The messages that are suppressed for an element, by the element itself or by an enclosing
   * element.
   */
  static List<String> around(Element element) {
    return Stream.<Element>iterate(element, e -> e != null, Element::getEnclosingElement)
        .flatMap(e -> on(e).stream())
        .map(Suppression::id)
        .toList();
  }

  private static boolean isSuppression(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement() instanceof TypeElement type
        && type.getQualifiedName().contentEquals(ANNOTATION);
  }

  private static Stream<AnnotationValue> items(AnnotationMirror mirror) {
    return mirror.getElementValues().values().stream()
        .flatMap(value -> value.getValue() instanceof List<?> list ? list.stream() : Stream.of())
        .filter(AnnotationValue.class::isInstance)
        .map(AnnotationValue.class::cast);
  }

  private static Suppression suppression(AnnotationValue item, SourceRef annotation) {
    return new Suppression(String.valueOf(item.getValue()), annotation.atElement(item));
  }
}
