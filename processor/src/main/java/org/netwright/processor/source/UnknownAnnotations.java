package org.netwright.processor.source;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import org.netwright.processor.diagnostic.SourceRef;

/** Annotations that the compiler cannot find: misspelt, not imported, or not generated yet. */
final class UnknownAnnotations {
  /** The simple names of all annotations of Netwright. */
  static final Set<String> KNOWN =
      Stream.of(
              AnnotationTables.LAYER.keySet(),
              AnnotationTables.OPTIMIZER.keySet(),
              AnnotationTables.ORDER.keySet(),
              AnnotationTables.BUDGET.keySet())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private UnknownAnnotations() {}

  static boolean areOn(Element element) {
    return of(element).findAny().isPresent();
  }

  /** Those on the class and on its fields. */
  static List<AnnotationUse> in(TypeElement type) {
    return Stream.concat(
            Stream.of(type), ElementFilter.fieldsIn(type.getEnclosedElements()).stream())
        .flatMap(element -> of(element).map(mirror -> use(mirror, SourceRef.of(element))))
        .toList();
  }

  private static AnnotationUse use(AnnotationMirror mirror, SourceRef owner) {
    String name = mirror.getAnnotationType().asElement().getSimpleName().toString();
    return new AnnotationUse(name, List.of(), owner.at(mirror));
  }

  private static Stream<? extends AnnotationMirror> of(Element element) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> mirror.getAnnotationType().getKind() == TypeKind.ERROR);
  }
}
