package org.netwright.processor.diagnostic;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A place in the user's source: an element, or an annotation on it, or a value in that annotation.
 */
public final class SourceRef {
  private final Element element;
  private final @Nullable AnnotationMirror annotation;
  private final @Nullable AnnotationValue value;

  private SourceRef(
      Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {
    this.element = element;
    this.annotation = annotation;
    this.value = value;
  }

  public static SourceRef of(Element element) {
    return new SourceRef(element, null, null);
  }

  public SourceRef at(AnnotationMirror mirror) {
    return new SourceRef(element, mirror, null);
  }

  /**
   * The place of a value in this annotation. A default has no place, so the result is the
   * annotation.
   */
  public SourceRef at(AnnotationValue member) {
    boolean written = annotation != null && annotation.getElementValues().containsValue(member);
    return written ? new SourceRef(element, annotation, member) : this;
  }

  /** For an element of an array value, which no map of members contains. */
  public SourceRef atElement(AnnotationValue item) {
    return new SourceRef(element, annotation, item);
  }

  public Element element() {
    return element;
  }

  public Optional<AnnotationMirror> annotation() {
    return Optional.ofNullable(annotation);
  }

  public Optional<AnnotationValue> value() {
    return Optional.ofNullable(value);
  }

  /** The messages that are suppressed here. */
  public List<String> suppressions() {
    return Suppressions.around(element);
  }

  @Override
  public String toString() {
    return annotation == null ? element.toString() : annotation + " " + element;
  }
}
