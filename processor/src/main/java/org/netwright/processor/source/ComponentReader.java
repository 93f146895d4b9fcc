package org.netwright.processor.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.features.CalendarPart;
import org.netwright.processor.features.Component;
import org.netwright.processor.features.ComponentKind;
import org.netwright.processor.features.Problem;
import org.netwright.processor.layer.Range;

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
  private static final String DATE = "java.time.LocalDate";
  private static final String INSTANT = "java.time.Instant";
  private static final Set<String> TIMES = Set.of(DATE, "java.time.LocalDateTime", INSTANT);

  private final RecordReader records;
  private final TypeElement record;
  private final RecordComponentElement component;
  private final Elements elements;
  private final SourceRef ref;
  private final Map<String, AnnotationMirror> annotations = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  ComponentReader(
      RecordReader records,
      TypeElement record,
      RecordComponentElement component,
      Elements elements) {
    this.records = records;
    this.record = record;
    this.component = component;
    this.elements = elements;
    this.ref = SourceRef.of(component);
    new AnnotationsOf(elements)
        .all(component)
        .forEach(mirror -> annotations.putIfAbsent(AnnotationsOf.simpleName(mirror), mirror));
  }

  /** Reads it, and adds what is wrong with it. */
  Component read(List<Problem> found) {
    Component read = read();
    found.addAll(problems);
    return read;
  }

  private Component read() {
    String name = component.getSimpleName().toString();
    TypeMirror type = component.asType();
    if (annotations.containsKey("Ignore")) {
      used.add("Ignore");
      reportOthers("a component that is left out");
      return new Component(name, new ComponentKind.Nothing(), false);
    }
    RecordReader.requireKnown(type, component);
    boolean isNullable = isNullable();
    if (isNullable && type.getKind().isPrimitive()) {
      problem(Message.NULLABLE_PRIMITIVE, name, type);
    }
    Optional<TypeMirror> wrapped = optional(type);
    TypeMirror value = wrapped.orElse(type);
    RecordReader.requireKnown(value, component);
    ComponentKind kind = kind(value, wrapped.isPresent());
    boolean isBox = BOXES.contains(nameOf(value)) || nameOf(value).equals("java.lang.Boolean");
    boolean mayBeMissing =
        isNullable || isBox || wrapped.isPresent() || OPTIONAL_NUMBERS.contains(nameOf(value));
    return new Component(name, kind, mayBeMissing);
  }

  private ComponentKind kind(TypeMirror type, boolean isOptional) {
    String name = nameOf(type);
    if (NUMBERS.contains(type.getKind())
        || BOXES.contains(name)
        || BIG_NUMBERS.contains(name)
        || OPTIONAL_NUMBERS.contains(name)) {
      reportOthers("a number");
      return new ComponentKind.Numeric();
    }
    if (type.getKind() == TypeKind.BOOLEAN || name.equals("java.lang.Boolean")) {
      reportOthers("a boolean");
      return new ComponentKind.Flag();
    }
    if (name.equals("java.lang.String")) {
      return text();
    }
    if (TIMES.contains(name)) {
      return calendar(name);
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
    problem(Message.COMPONENT_TYPE, component.getSimpleName(), type);
    return new ComponentKind.Nothing();
  }

  private ComponentKind text() {
    OptionalInt embedding = embedding();
    MirrorReader category = reader("Category");
    int atLeast = category == null ? 2 : number(category, "atLeast");
    int atMost = category == null ? 32 : number(category, "atMost");
    requireInRange(category);
    reportOthers("a text");
    return new ComponentKind.Text(atLeast, atMost, embedding);
  }

  private ComponentKind constant(TypeElement type) {
    List<String> constants = RecordReader.constants(type);
    if (constants.isEmpty()) {
      problem(Message.COMPONENT_TYPE, component.getSimpleName(), type + ", which has no constants");
    } else if (!records.isVisible(type)) {
      problem(Message.RECORD_NOT_VISIBLE, type.getSimpleName(), records.packageName());
    }
    OptionalInt embedding = embedding();
    reportOthers("an enum");
    return new ComponentKind.Constant(RecordReader.nameOf(type, elements), constants, embedding);
  }

  private ComponentKind nested(TypeElement type, boolean isOptional) {
    reportOthers("a record");
    List<String> circle = records.circleOf(type);
    if (!circle.isEmpty()) {
      problem(Message.RECORD_IN_ITSELF, component.getSimpleName(), String.join(" → ", circle));
      return new ComponentKind.Nothing();
    }
    return new ComponentKind.Nested(records.read(type, ref), isOptional);
  }

  private ComponentKind vector(TypeMirror type) {
    MirrorReader length = reader("Length");
    if (length == null) {
      problem(Message.COMPONENT_NEEDS_LENGTH, component.getSimpleName(), type);
    }
    int numbers = length == null ? 1 : number(length, "value");
    requireInRange(length);
    reportOthers("an array");
    return new ComponentKind.Vector(numbers);
  }

  private ComponentKind calendar(String type) {
    String simpleName = type.substring(type.lastIndexOf('.') + 1);
    MirrorReader calendar = reader("Calendar");
    reportOthers("a " + simpleName);
    if (calendar == null) {
      problem(
          Message.COMPONENT_NEEDS_CALENDAR,
          component.getSimpleName(),
          simpleName,
          type.equals(DATE) ? "MONTH, CalendarPart.WEEKDAY" : "WEEKDAY, CalendarPart.HOUR");
      return new ComponentKind.Nothing();
    }
    List<CalendarPart> parts = calendar.constants("value", CalendarPart.class);
    if (parts.isEmpty() || new HashSet<>(parts).size() < parts.size()) {
      problem(calendar, Message.CALENDAR_PARTS, component.getSimpleName(), parts);
    }
    for (CalendarPart part : parts) {
      if (part.isOfTime() && type.equals(DATE)) {
        problem(calendar, Message.DATE_HAS_NO_TIME, component.getSimpleName(), part);
      }
    }
    String zone = calendar.name("zone").name();
    if (!Zones.exists(zone)) {
      problem(calendar, Message.UNKNOWN_ZONE, component.getSimpleName(), zone);
    } else if (calendar.isSet("zone") && !type.equals(INSTANT)) {
      problem(calendar, Message.ZONE_WITHOUT_INSTANT, component.getSimpleName(), simpleName);
    }
    return new ComponentKind.Calendar(parts, zone);
  }

  private OptionalInt embedding() {
    MirrorReader embedding = reader("Embedding");
    if (embedding == null) {
      return OptionalInt.empty();
    }
    int width = number(embedding, "width");
    requireInRange(embedding);
    for (String member : List.of("vocabulary", "padding")) {
      if (embedding.isSet(member)) {
        problem(embedding, Message.EMBEDDING_OF_COMPONENT_HAS, component.getSimpleName(), member);
      }
    }
    return OptionalInt.of(width);
  }

  /** The annotation of a name, which is then not reported as one that does not belong here. */
  private @Nullable MirrorReader reader(String annotation) {
    used.add(annotation);
    AnnotationMirror mirror = annotations.get(annotation);
    return mirror == null ? null : new MirrorReader(mirror, ref, elements);
  }

  private static int number(MirrorReader annotation, String member) {
    return (int) annotation.number(member, Range.MODERATE_SIZE);
  }

  private void requireInRange(@Nullable MirrorReader annotation) {
    if (annotation == null) {
      return;
    }
    AnnotationUse use = annotation.use();
    for (Argument argument : use.arguments()) {
      if (!argument.inRange()) {
        problems.add(
            new Problem(
                Message.VALUE_OUT_OF_RANGE,
                argument.ref(),
                List.of(argument.member(), use, argument.range().words(), argument.text())));
      }
    }
  }

  private void reportOthers(String what) {
    annotations.forEach(
        (name, mirror) -> {
          if (!used.contains(name)) {
            problems.add(
                new Problem(
                    Message.ANNOTATION_NOT_FOR_COMPONENT,
                    ref.at(mirror),
                    List.of("@" + name, component.getSimpleName(), what)));
          }
        });
  }

  private void problem(Message message, Object... details) {
    problems.add(new Problem(message, ref, List.of(details)));
  }

  private void problem(MirrorReader annotation, Message message, Object... details) {
    problems.add(new Problem(message, annotation.use().ref(), List.of(details)));
  }

  /** The type in an {@code Optional}. */
  private static Optional<TypeMirror> optional(TypeMirror type) {
    return type instanceof DeclaredType declared
            && nameOf(type).equals("java.util.Optional")
            && declared.getTypeArguments().size() == 1
        ? Optional.of(declared.getTypeArguments().get(0))
        : Optional.empty();
  }

  /** The name of a class without its type arguments; of another type nothing. */
  private static String nameOf(TypeMirror type) {
    return type instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement element
        ? element.getQualifiedName().toString()
        : "";
  }

  /** Whether an annotation of any package is named Nullable: on the component, or on its type. */
  private boolean isNullable() {
    Stream<? extends AnnotationMirror> ofFields =
        ElementFilter.fieldsIn(record.getEnclosedElements()).stream()
            .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
            .flatMap(field -> field.getAnnotationMirrors().stream());
    return Stream.of(
            component.getAnnotationMirrors().stream(),
            component.asType().getAnnotationMirrors().stream(),
            component.getAccessor().getAnnotationMirrors().stream(),
            component.getAccessor().getReturnType().getAnnotationMirrors().stream(),
            ofFields)
        .flatMap(mirrors -> mirrors)
        .map(mirror -> mirror.getAnnotationType().asElement())
        .map(Element::getSimpleName)
        .anyMatch(name -> name.contentEquals("Nullable"));
  }
}
