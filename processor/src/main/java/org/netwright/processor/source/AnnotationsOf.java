package org.netwright.processor.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.diagnostic.Suppression;
import org.netwright.processor.diagnostic.Suppressions;

/** Reads the annotations of elements, by the tables of annotations. */
final class AnnotationsOf {
  private static final String ANNOTATIONS = "org.netwright.annotations";
  private static final String NETWORK = "Network";
  private static final String BLOCK = "Block";

  private final Elements elements;

  AnnotationsOf(Elements elements) {
    this.elements = elements;
  }

  /** Reads those that are in a table. */
  <T> List<T> read(Element element, Map<String, Function<MirrorReader, List<T>>> table) {
    SourceRef owner = SourceRef.of(element);
    List<T> read = new ArrayList<>();
    all(element)
        .forEach(
            mirror -> {
              Function<MirrorReader, List<T>> reader = table.get(simpleName(mirror));
              if (reader != null) {
                read.addAll(reader.apply(new MirrorReader(mirror, owner, elements)));
              }
            });
    return List.copyOf(read);
  }

  /**
   * Reads the penalties, decays and constraints of a class. Other annotations of layers do not
   * belong on a class, and javac reports them.
   */
  List<RegularizerDeclaration> regularizers(TypeElement type) {
    List<RegularizerDeclaration> declared =
        read(type, AnnotationTables.LAYER).stream()
            .filter(RegularizerDeclaration.class::isInstance)
            .map(RegularizerDeclaration.class::cast)
            .toList();
    return declared.stream().map(part -> part.onClass(declared)).toList();
  }

  /** Those on a class that have an effect on networks only. */
  List<AnnotationUse> onlyForNetworks(TypeElement type) {
    SourceRef owner = SourceRef.of(type);
    return all(type)
        .filter(mirror -> isOnlyForNetworks(simpleName(mirror)))
        .map(mirror -> new AnnotationUse(simpleName(mirror), List.of(), owner.at(mirror)))
        .toList();
  }

  private static boolean isOnlyForNetworks(String name) {
    return name.equals(NETWORK)
        || AnnotationTables.OPTIMIZER.containsKey(name)
        || AnnotationTables.BUDGET.containsKey(name);
  }

  /** The warnings that a class and its fields suppress. */
  List<Suppression> suppressions(TypeElement type) {
    return Stream.concat(
            Stream.of(type), ElementFilter.fieldsIn(type.getEnclosedElements()).stream())
        .flatMap(element -> Suppressions.on(element).stream())
        .toList();
  }

  boolean isBlock(Element element) {
    return has(element, BLOCK);
  }

  /** Whether the annotations in it have an effect. */
  boolean isNetworkOrBlock(Element element) {
    return has(element, NETWORK) || has(element, BLOCK);
  }

  private boolean has(Element element, String annotation) {
    return all(element).anyMatch(mirror -> simpleName(mirror).equals(annotation));
  }

  /** Those of Netwright; repeated ones separately. */
  Stream<? extends AnnotationMirror> all(Element element) {
    return element.getAnnotationMirrors().stream()
        .filter(
            mirror ->
                elements
                    .getPackageOf(mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(ANNOTATIONS))
        .flatMap(MirrorReader::repeated);
  }

  static String simpleName(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement().getSimpleName().toString();
  }
}
