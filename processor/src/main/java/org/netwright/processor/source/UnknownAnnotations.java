package org.netwright.processor.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
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
              AnnotationTables.BUDGET.keySet(),
              ComponentAnnotations.ALL.keySet())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private UnknownAnnotations() {}

  static boolean areOn(Element element) {
    return of(element).findAny().isPresent();
  }

  /** Those on the class, on its fields, and on the components of the records that they take. */
  static List<AnnotationUse> in(TypeElement type) {
    Set<TypeElement> all = new LinkedHashSet<>(List.of(type));
    ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
        .flatMap(field -> field.getAnnotationMirrors().stream())
        .flatMap(mirror -> mirror.getElementValues().values().stream())
        .forEach(value -> addRecords(value.getValue(), all));
    return all.stream()
        .flatMap(
            one ->
                Stream.concat(
                    Stream.of(one), ElementFilter.fieldsIn(one.getEnclosedElements()).stream()))
        .flatMap(element -> of(element).map(mirror -> use(mirror, SourceRef.of(element))))
        .toList();
  }

  /** Adds a record, and those in it. */
  private static void addRecords(Object type, Set<TypeElement> all) {
    if (type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getKind() == ElementKind.RECORD
        && all.add(element)) {
      element.getRecordComponents().forEach(component -> addRecords(component.asType(), all));
    }
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
