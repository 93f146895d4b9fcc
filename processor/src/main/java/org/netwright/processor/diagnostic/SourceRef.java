package org.netwright.processor.diagnostic;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
  private final @Nullable SourceRef instead;

  private SourceRef(
      Element element,
      @Nullable AnnotationMirror annotation,
      @Nullable AnnotationValue value,
      @Nullable SourceRef instead) {
    this.element = element;
    this.annotation = annotation;
    this.value = value;
    this.instead = instead;
  }

  public static SourceRef of(Element element) {
    return new SourceRef(element, null, null, null);
  }

  /** The same place, with another to be shown if this one is in a class file. */
  public SourceRef or(SourceRef other) {
    return new SourceRef(element, annotation, value, other);
  }

  /** This place, or the first one instead of it whose element has a source. */
  public SourceRef shown(Predicate<Element> hasSource) {
    return instead == null || hasSource.test(element) ? this : instead.shown(hasSource);
  }

  public SourceRef at(AnnotationMirror mirror) {
    return new SourceRef(element, mirror, null, instead);
  }

  /**
   * The place of a value in this annotation. A default has no place, so the result is the
   * annotation.
   */
  public SourceRef at(AnnotationValue member) {
    boolean written = annotation != null && annotation.getElementValues().containsValue(member);
    return written ? new SourceRef(element, annotation, member, instead) : this;
  }

  /** For an element of an array value, which no map of members contains. */
  public SourceRef atElement(AnnotationValue item) {
    return new SourceRef(element, annotation, item, instead);
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
