package org.netwright.processor.source;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.netwright.processor.diagnostic.SourceRef;

/** Reads javac's model of a class into a declaration, without validating it. */
public final class NetworkReader {
  private final Elements elements;
  private final AnnotationsOf annotations;

  public NetworkReader(Elements elements) {
    this.elements = elements;
    this.annotations = new AnnotationsOf(elements);
  }

  /**
   * Returns the declaration, or empty if it refers to classes that do not exist. Another processor
   * may generate them, and if none does, the compiler reports it.
   */
  public Optional<NetworkDeclaration> read(TypeElement type) {
    try {
      List<RegularizerDeclaration> defaults = annotations.regularizers(type);
      List<LayerDeclaration> layers = new FieldReader(elements).read(type, defaults);
      ClassDeclaration declared = ClassReader.read(type, elements);
      return Optional.of(
          new NetworkDeclaration(
              declared,
              annotations.read(type, AnnotationTables.OPTIMIZER),
              annotations.read(type, AnnotationTables.BUDGET).stream().findFirst(),
              defaults,
              layers,
              annotations.suppressions(type),
              HiddenNames.in(declared, layers, elements),
              SourceRef.of(type)));
    } catch (UnreadableAnnotationException reported) {
      return Optional.empty();
    }
  }

  /** Returns a block, or empty if it refers to classes that do not exist. */
  public Optional<BlockDeclaration> readBlock(TypeElement type) {
    try {
      return Optional.of(new FieldReader(elements).readBlock(type));
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

  /** Returns the annotation if its element is no network or block, and belongs to none. */
  public Optional<AnnotationUse> strayUse(Element element, TypeElement annotation) {
    Element owner = element instanceof TypeElement ? element : element.getEnclosingElement();
    boolean isOfRecord =
        element.getKind() == ElementKind.RECORD_COMPONENT
            || (owner != null && owner.getKind() == ElementKind.RECORD);
    if (isOfRecord || (owner != null && annotations.isNetworkOrBlock(owner))) {
      return Optional.empty();
    }
    SourceRef ref = SourceRef.of(element);
    return annotations
        .all(element)
        .filter(mirror -> mirror.getAnnotationType().asElement().equals(annotation))
        .map(
            mirror ->
                new AnnotationUse(AnnotationsOf.simpleName(mirror), List.of(), ref.at(mirror)))
        .findFirst();
  }
}
