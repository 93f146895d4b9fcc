package org.netwright.processor.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.features.Problem;
import org.netwright.processor.layer.Range;

/** The annotations of a component of a record, and what is wrong with the component. */
final class ComponentAnnotations {
  /** The annotations of components, and the types of those on which they have an effect. */
  static final Map<String, String> ALL =
      Map.of(
          "Category", "a String",
          "Calendar", "a LocalDate, LocalDateTime or Instant",
          "Length", "a float[] or double[]",
          "Embedding", "an enum or a String",
          "Ignore", "any type");

  private final String name;
  private final SourceRef ref;
  private final Elements elements;
  private final Map<String, AnnotationMirror> mirrors = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Reads the annotations.
   *
   * @param name of the component in messages: {@code age of Customer}
   * @param ref the place of the component
   * @param field its private field, on which those are that are not for components only
   */
  ComponentAnnotations(
      String name, SourceRef ref, Element component, Element field, Elements elements) {
    this.name = name;
    this.ref = ref;
    this.elements = elements;
    AnnotationsOf all = new AnnotationsOf(elements);
    Stream.concat(all.all(component), all.all(field))
        .forEach(mirror -> mirrors.putIfAbsent(AnnotationsOf.simpleName(mirror), mirror));
  }

  /** The annotation of a name, which is then not reported as one that does not belong here. */
  @Nullable MirrorReader reader(String annotation) {
    used.add(annotation);
    AnnotationMirror mirror = mirrors.get(annotation);
    return mirror == null ? null : new MirrorReader(mirror, ref, elements);
  }

  /** Reads a number, which {@link #requireInRange} checks. */
  static int number(MirrorReader annotation, String member) {
    return (int) annotation.number(member, Range.MODERATE_SIZE);
  }

  /** Reports the numbers that were read and are not in their range. */
  void requireInRange(MirrorReader annotation) {
    AnnotationUse use = annotation.use();
    for (Argument argument : use.arguments()) {
      if (!argument.inRange()) {
        report(
            argument.ref(),
            Message.VALUE_OUT_OF_RANGE,
            argument.member(),
            use + " of the component " + name,
            argument.range().words(),
            argument.text());
      }
    }
  }

  /**
   * Reports the annotations that nobody has asked for.
   *
   * @param what the component in words
   */
  void reportOthers(String what) {
    mirrors.forEach(
        (annotation, mirror) -> {
          if (!used.contains(annotation)) {
            report(
                ref.at(mirror),
                Message.ANNOTATION_NOT_FOR_COMPONENT,
                "@" + annotation,
                name,
                what,
                ALL.getOrDefault(annotation, "a Layer of a network"));
          }
        });
  }

  /** Reports something about the component. */
  void report(Message message, Object... details) {
    report(ref, message, details);
  }

  /** Reports something about a place in it. */
  void report(SourceRef at, Message message, Object... details) {
    report(new Problem(message, at, List.of(details)));
  }

  void report(Problem problem) {
    problems.add(problem);
  }

  /** What was reported. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }
}
