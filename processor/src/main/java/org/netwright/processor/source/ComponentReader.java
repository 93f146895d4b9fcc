package org.netwright.processor.source;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.features.Component;
import org.netwright.processor.features.ComponentKind;
import org.netwright.processor.features.Problem;

/** Reads one component of a record: its type, and the annotations that say what becomes of it. */
final class ComponentReader {
  private static final Set<TypeKind> NUMBERS =
      Set.of(
          TypeKind.BYTE,
          TypeKind.SHORT,
          TypeKind.INT,
          TypeKind.LONG,
          TypeKind.FLOAT,
          TypeKind.DOUBLE);
  private static final Set<String> BOXES =
      Set.of(
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double");
  private static final Set<String> BIG_NUMBERS =
      Set.of("java.math.BigDecimal", "java.math.BigInteger");
  private static final Set<String> OPTIONAL_NUMBERS =
      Set.of("java.util.OptionalInt", "java.util.OptionalLong", "java.util.OptionalDouble");

  private final RecordReader records;
  private final RecordComponentElement component;

  /** Its private field, which has a place in the source, as the component itself has not. */
  private final Element field;

  private final Elements elements;
  private final SourceRef ref;

  /** In messages: {@code age of Customer}. */
  private final String name;

  private final ComponentAnnotations annotations;

  /**
   * Reads a component.
   *
   * @param around the place to show if the record has no source
   */
  ComponentReader(
      RecordReader records,
      TypeElement record,
      RecordComponentElement component,
      SourceRef around,
      Elements elements) {
    this.records = records;
    this.component = component;
    this.field = fieldOf(component, record);
    this.elements = elements;
    this.ref = SourceRef.of(field).or(around);
    this.name = component.getSimpleName() + " of " + record.getSimpleName();
    this.annotations = new ComponentAnnotations(name, ref, component, field, elements);
  }

  private static Element fieldOf(RecordComponentElement component, TypeElement record) {
    return ElementFilter.fieldsIn(record.getEnclosedElements()).stream()
        .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
        .findFirst()
        .<Element>map(VariableElement.class::cast)
        .orElse(component);
  }

  /**
   * Reads it, and adds what is wrong with it.
   *
   * @throws UnreadableAnnotationException if its type or an annotation does not exist
   */
  Component read(List<Problem> found) {
    Component read = read();
    found.addAll(annotations.problems());
    return read;
  }

  private Component read() {
    String simpleName = component.getSimpleName().toString();
    TypeMirror type = component.asType();
    if (UnknownAnnotations.areOn(component) || UnknownAnnotations.areOn(field)) {
      throw new UnreadableAnnotationException(simpleName, "an annotation");
    }
    if (annotations.reader("Ignore") != null) {
      annotations.reportOthers("left out with @Ignore");
      return new Component(simpleName, new ComponentKind.Nothing(), false);
    }
    if (!TypeNames.areKnown(type)) {
      throw new UnreadableAnnotationException(simpleName, "a type");
    }
    boolean isNullable = isNullable();
    if (isNullable && type instanceof PrimitiveType) {
      String box = type.getKind() == TypeKind.BOOLEAN ? "Boolean" : "box, such as Integer";
      annotations.report(Message.NULLABLE_PRIMITIVE, name, TypeNames.words(type), box);
    }
    Optional<TypeMirror> wrapped = optional(type);
    TypeMirror value = wrapped.orElse(type);
    ComponentKind kind = kind(value, wrapped.isPresent());
    String valueName = TypeNames.qualified(value);
    boolean isBox = BOXES.contains(valueName) || valueName.equals("java.lang.Boolean");
    boolean mayBeMissing =
        isNullable || isBox || wrapped.isPresent() || OPTIONAL_NUMBERS.contains(valueName);
    return new Component(simpleName, kind, mayBeMissing);
  }

  private ComponentKind kind(TypeMirror type, boolean isOptional) {
    String typeName = TypeNames.qualified(type);
    if (NUMBERS.contains(type.getKind())
        || BOXES.contains(typeName)
        || BIG_NUMBERS.contains(typeName)
        || (OPTIONAL_NUMBERS.contains(typeName) && !isOptional)) {
      annotations.reportOthers("a number");
      return new ComponentKind.Numeric();
    }
    if (type.getKind() == TypeKind.BOOLEAN || typeName.equals("java.lang.Boolean")) {
      annotations.reportOthers("a boolean");
      return new ComponentKind.Flag();
    }
    if (typeName.equals("java.lang.String")) {
      return text();
    }
    if (CalendarReader.TIMES.contains(typeName)) {
      return new CalendarReader(name, typeName, annotations).read();
    }
    if (type instanceof ArrayType array
        && (array.getComponentType().getKind() == TypeKind.FLOAT
            || array.getComponentType().getKind() == TypeKind.DOUBLE)) {
      return vector(type);
    }
    if (type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element) {
      if (element.getKind() == ElementKind.ENUM) {
        return constant(element);
      }
      if (element.getKind() == ElementKind.RECORD) {
        return nested(element, isOptional);
      }
    }
    annotations.report(
        Message.COMPONENT_TYPE,
        name,
        TypeNames.words(component.asType()),
        isOptional && typeName.startsWith("java.util.Optional")
            ? "Use one Optional"
            : ComponentAdvice.forType(type, BOXES));
    return new ComponentKind.Nothing();
  }

  private ComponentKind text() {
    OptionalInt embedding = embedding("a category");
    MirrorReader category = annotations.reader("Category");
    int atLeast = category == null ? 2 : ComponentAnnotations.number(category, "atLeast");
    int atMost = category == null ? 32 : ComponentAnnotations.number(category, "atMost");
    if (category != null) {
      annotations.requireInRange(category);
    }
    annotations.reportOthers("a String");
    return new ComponentKind.Text(atLeast, atMost, embedding);
  }

  private ComponentKind constant(TypeElement type) {
    List<String> constants = RecordReader.constants(type);
    if (constants.isEmpty()) {
      annotations.report(Message.COMPONENT_ENUM_IS_EMPTY, name, type.getSimpleName());
    }
    records.visibilityProblem(type, ref).ifPresent(annotations::report);
    OptionalInt embedding = embedding("an enum");
    annotations.reportOthers("an enum");
    return new ComponentKind.Constant(RecordReader.nameOf(type, elements), constants, embedding);
  }

  private ComponentKind nested(TypeElement type, boolean isOptional) {
    annotations.reportOthers("a record");
    List<String> circle = records.circleOf(type);
    if (!circle.isEmpty()) {
      annotations.report(Message.RECORD_IN_ITSELF, name, String.join(" → ", circle));
      return new ComponentKind.Nothing();
    }
    return new ComponentKind.Nested(records.read(type, ref), isOptional);
  }

  private ComponentKind vector(TypeMirror type) {
    MirrorReader length = annotations.reader("Length");
    annotations.reportOthers("an array");
    if (length == null) {
      annotations.report(Message.COMPONENT_NEEDS_LENGTH, name, TypeNames.words(type));
      return new ComponentKind.Nothing();
    }
    int numbers = ComponentAnnotations.number(length, "value");
    annotations.requireInRange(length);
    return new ComponentKind.Vector(numbers);
  }

  /**
   * Reads the embedding of a category.
   *
   * @param what the category in words
   */
  private OptionalInt embedding(String what) {
    MirrorReader embedding = annotations.reader("Embedding");
    if (embedding == null) {
      return OptionalInt.empty();
    }
    int width = ComponentAnnotations.number(embedding, "width");
    annotations.requireInRange(embedding);
    for (String member : List.of("vocabulary", "padding")) {
      if (embedding.isSet(member)) {
        annotations.report(
            embedding.refOf(member), Message.EMBEDDING_OF_COMPONENT_HAS, name, what, member);
      }
    }
    return OptionalInt.of(width);
  }

  /** The type in an {@code Optional}. */
  private static Optional<TypeMirror> optional(TypeMirror type) {
    return type instanceof DeclaredType declared
            && TypeNames.qualified(type).equals("java.util.Optional")
            && declared.getTypeArguments().size() == 1
        ? Optional.of(declared.getTypeArguments().get(0))
        : Optional.empty();
  }

  /** Whether an annotation of any package is named Nullable: on the component, or on its type. */
  private boolean isNullable() {
    return Stream.of(
            component.getAnnotationMirrors(),
            component.asType().getAnnotationMirrors(),
            component.getAccessor().getAnnotationMirrors(),
            component.getAccessor().getReturnType().getAnnotationMirrors(),
            field.getAnnotationMirrors())
        .flatMap(List::stream)
        .map(mirror -> mirror.getAnnotationType().asElement())
        .map(Element::getSimpleName)
        .anyMatch(simpleName -> simpleName.contentEquals("Nullable"));
  }
}
