package org.netwright.processor.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.diagnostic.Suppression;
import org.netwright.processor.diagnostic.Suppressions;

/** Reads javac's model of a class into a declaration, without validating it. */
public final class NetworkReader {
  private static final String ANNOTATIONS = "org.netwright.annotations";
  private static final String NETWORK = "Network";
  private static final String LAYER_TYPE = "org.netwright.runtime.Layer";
  private static final Set<Modifier> TELLING_MODIFIERS =
      Set.of(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);

  private final Elements elements;

  public NetworkReader(Elements elements) {
    this.elements = elements;
  }

  /**
   * Returns the declaration, or empty if it refers to classes that do not exist. Another processor
   * may generate them, and if none does, the compiler reports it.
   */
  public Optional<NetworkDeclaration> read(TypeElement type) {
    SourceRef ref = SourceRef.of(type);
    List<LayerDeclaration> layers = new ArrayList<>();
    if (UnknownAnnotations.areOn(type)) {
      return Optional.empty();
    }
    try {
      for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
        LayerDeclaration layer = readField(field);
        boolean isMeant = layer.isLayer() || !layer.annotations().isEmpty();
        if (isMeant && UnknownAnnotations.areOn(field)) {
          return Optional.empty();
        }
        if (field.asType().getKind() == TypeKind.ERROR && !layer.annotations().isEmpty()) {
          return Optional.empty();
        }
        if (layer.isLayer() || !layer.annotations().isEmpty() || layer.after().isPresent()) {
          layers.add(layer);
        }
      }
      ClassDeclaration declared = ClassReader.read(type, elements);
      return Optional.of(
          new NetworkDeclaration(
              declared,
              readAll(type, AnnotationTables.OPTIMIZER),
              readAll(type, AnnotationTables.BUDGET).stream().findFirst(),
              defaultRegularizers(type),
              List.copyOf(layers),
              suppressions(type),
              HiddenNames.in(
                  declared,
                  layers.stream().flatMap(layer -> layer.regularizers().stream()),
                  elements),
              ref));
    } catch (UnreadableAnnotationException reported) {
      return Optional.empty();
    }
  }

  /** Returns the annotations in a class that the compiler cannot find. */
  public List<AnnotationUse> unknownAnnotations(TypeElement type) {
    return UnknownAnnotations.in(type);
  }

  /** Returns the simple names of all annotations of networks. */
  public Set<String> knownAnnotations() {
    return UnknownAnnotations.KNOWN;
  }

  public SourceRef refTo(TypeElement type) {
    return SourceRef.of(type);
  }

  /** Returns the annotation if its element neither is a network nor belongs to one. */
  public Optional<AnnotationUse> strayUse(Element element, TypeElement annotation) {
    Element owner = element instanceof TypeElement ? element : element.getEnclosingElement();
    if (owner != null
        && annotations(owner).anyMatch(mirror -> simpleName(mirror).equals(NETWORK))) {
      return Optional.empty();
    }
    SourceRef ref = SourceRef.of(element);
    return annotations(element)
        .filter(mirror -> mirror.getAnnotationType().asElement().equals(annotation))
        .map(mirror -> new AnnotationUse(simpleName(mirror), List.of(), ref.at(mirror)))
        .findFirst();
  }

  private LayerDeclaration readField(VariableElement field) {
    TypeMirror type = field.asType();
    return new LayerDeclaration(
        field.getSimpleName().toString(),
        type.toString(),
        isLayer(type),
        field.getModifiers().stream()
            .filter(TELLING_MODIFIERS::contains)
            .map(Modifier::toString)
            .collect(Collectors.toUnmodifiableSet()),
        readAll(field, AnnotationTables.LAYER),
        readAll(field, AnnotationTables.ORDER).stream().findFirst(),
        SourceRef.of(field));
  }

  private static boolean isLayer(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getQualifiedName().contentEquals(LAYER_TYPE);
  }

  private static List<Suppression> suppressions(TypeElement type) {
    return Stream.concat(
            Stream.of(type), ElementFilter.fieldsIn(type.getEnclosedElements()).stream())
        .flatMap(element -> Suppressions.on(element).stream())
        .toList();
  }

  /** Other annotations of layers do not belong on the class, and javac reports them. */
  private List<RegularizerDeclaration> defaultRegularizers(TypeElement type) {
    return readAll(type, AnnotationTables.LAYER).stream()
        .filter(RegularizerDeclaration.class::isInstance)
        .map(RegularizerDeclaration.class::cast)
        .toList();
  }

  private <T> List<T> readAll(Element element, Map<String, Function<MirrorReader, List<T>>> table) {
    SourceRef owner = SourceRef.of(element);
    List<T> read = new ArrayList<>();
    annotations(element)
        .forEach(
            mirror -> {
              Function<MirrorReader, List<T>> reader = table.get(simpleName(mirror));
              if (reader != null) {
                read.addAll(reader.apply(new MirrorReader(mirror, owner, elements)));
              }
            });
    return List.copyOf(read);
  }

  private Stream<? extends AnnotationMirror> annotations(Element element) {
    return element.getAnnotationMirrors().stream()
        .filter(
            mirror ->
                elements
                    .getPackageOf(mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(ANNOTATIONS))
        .flatMap(MirrorReader::repeated);
  }

  private static String simpleName(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement().getSimpleName().toString();
  }
}
