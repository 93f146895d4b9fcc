package org.netwright.processor.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.layer.Linear;

/** Reads the fields of networks and of the blocks that they use. */
final class FieldReader {
  private static final String LAYER_TYPE = "org.netwright.runtime.Layer";
  private static final Set<Modifier> TELLING_MODIFIERS =
      Set.of(Modifier.PUBLIC, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);

  private final Elements elements;
  private final AnnotationsOf annotations;
  private final Map<String, BlockDeclaration> blocks = new HashMap<>();

  /** The classes whose fields are being read, the outermost first. */
  private final Deque<String> path = new ArrayDeque<>();

  FieldReader(Elements elements) {
    this.elements = elements;
    this.annotations = new AnnotationsOf(elements);
  }

  /**
   * Reads the fields that are layers or blocks, or have an annotation.
   *
   * @param defaults the penalties of the class
   * @throws UnreadableAnnotationException if something refers to a class that does not exist
   */
  List<LayerDeclaration> read(TypeElement type, List<RegularizerDeclaration> defaults) {
    if (UnknownAnnotations.areOn(type)) {
      throw new UnreadableAnnotationException(type.getSimpleName().toString(), "an annotation");
    }
    path.addLast(type.getQualifiedName().toString());
    List<LayerDeclaration> layers = new ArrayList<>();
    for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
      if (field.getKind() != ElementKind.FIELD) {
        continue;
      }
      LayerDeclaration layer = read(field, defaults);
      boolean isAnnotated = !layer.annotations().isEmpty() || layer.after().isPresent();
      boolean isMeant = layer.isLayer() || layer.block().isPresent() || isAnnotated;
      boolean isUnknown =
          UnknownAnnotations.areOn(field)
              || (field.asType().getKind() == TypeKind.ERROR && isAnnotated);
      if (isMeant && isUnknown) {
        throw new UnreadableAnnotationException(layer.name(), "a type or an annotation");
      }
      if (isMeant) {
        layers.add(layer);
      }
    }
    path.removeLast();
    return List.copyOf(layers);
  }

  private LayerDeclaration read(VariableElement field, List<RegularizerDeclaration> defaults) {
    TypeMirror type = field.asType();
    return new LayerDeclaration(
        field.getSimpleName().toString(),
        type.toString(),
        isLayer(type),
        block(type),
        field.getModifiers().stream()
            .filter(TELLING_MODIFIERS::contains)
            .map(Modifier::toString)
            .collect(Collectors.toUnmodifiableSet()),
        withOutputs(annotations.read(field, AnnotationTables.LAYER)),
        defaults,
        annotations.read(field, AnnotationTables.ORDER).stream().findFirst(),
        SourceRef.of(field));
  }

  /** A loss whose classes are an enum makes a field without another layer a linear one. */
  private static List<FieldAnnotation> withOutputs(List<FieldAnnotation> annotations) {
    boolean isLayer =
        annotations.stream()
            .anyMatch(a -> a instanceof OperationDeclaration || a instanceof SameAsDeclaration);
    if (isLayer) {
      return annotations;
    }
    List<FieldAnnotation> all = new ArrayList<>(annotations);
    annotations.stream()
        .filter(LossDeclaration.class::isInstance)
        .map(LossDeclaration.class::cast)
        .forEach(
            loss ->
                loss.classes()
                    .map(classes -> Linear.ofWidth(classes.constants().size()))
                    .ifPresent(linear -> all.add(new OperationDeclaration(loss.use(), linear))));
    return List.copyOf(all);
  }

  private Optional<BlockUse> block(TypeMirror type) {
    boolean isArray = type.getKind() == TypeKind.ARRAY;
    TypeMirror component = isArray ? ((ArrayType) type).getComponentType() : type;
    return component instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement element
            && annotations.isBlock(element)
        ? Optional.of(block(element, isArray))
        : Optional.empty();
  }

  private BlockUse block(TypeElement type, boolean isArray) {
    String name = type.getQualifiedName().toString();
    String simpleName = type.getSimpleName().toString();
    if (path.contains(name)) {
      List<String> circle =
          Stream.concat(path.stream().dropWhile(p -> !p.equals(name)), Stream.of(name))
              .map(p -> p.substring(p.lastIndexOf('.') + 1))
              .toList();
      return new BlockUse(simpleName, name, Optional.empty(), circle, isArray);
    }
    BlockDeclaration block = blocks.get(name);
    if (block == null) {
      block = readBlock(type);
      blocks.put(name, block);
    }
    return new BlockUse(simpleName, name, Optional.of(block), List.of(), isArray);
  }

  /** Reads a class with {@code @Block}. */
  BlockDeclaration readBlock(TypeElement type) {
    List<RegularizerDeclaration> defaults = annotations.regularizers(type);
    return new BlockDeclaration(
        ClassReader.read(type, elements),
        defaults,
        read(type, defaults),
        annotations.onlyForNetworks(type),
        ClassReader.hasPublicConstructor(type, elements),
        annotations.suppressions(type),
        SourceRef.of(type));
  }

  private static boolean isLayer(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getQualifiedName().contentEquals(LAYER_TYPE);
  }
}
