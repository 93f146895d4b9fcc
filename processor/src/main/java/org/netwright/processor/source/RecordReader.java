package org.netwright.processor.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.features.ClassEnum;
import org.netwright.processor.features.Component;
import org.netwright.processor.features.ComponentKind;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.features.JavaType;
import org.netwright.processor.features.Problem;

/** Reads the records that networks take. */
final class RecordReader {
  private final Elements elements;
  private final String packageName;

  /** The name of the trainer of the network, or of what would be one. */
  private final String trainer;

  /** The records that are being read, the outermost first. */
  private final Deque<TypeElement> path = new ArrayDeque<>();

  /**
   * Reads for the class that an element belongs to.
   *
   * @param user code of its package reads the record
   */
  RecordReader(Element user, Elements elements) {
    this.elements = elements;
    this.packageName = elements.getPackageOf(user).getQualifiedName().toString();
    this.trainer =
        user.getEnclosingElement() instanceof TypeElement type
            ? String.join("_", nameOf(type, elements).simpleNames()) + "Trainer"
            : "the trainer";
  }

  /**
   * Reads the type that an annotation names.
   *
   * @param ref the place of the name
   * @throws UnreadableAnnotationException if a type does not exist
   */
  FeatureRecord read(TypeMirror type, SourceRef ref) {
    if (type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getKind() == ElementKind.RECORD) {
      return read(element, ref);
    }
    Problem problem =
        new Problem(
            Message.FEATURES_NEED_RECORD,
            ref,
            List.of(TypeNames.words(type), TypeNames.kind(type)));
    return new FeatureRecord(
        new JavaType("", List.of(type.toString())), false, List.of(), List.of(problem));
  }

  /** Reads the enum that names the classes of a loss. */
  ClassEnum readEnum(TypeMirror type, SourceRef ref) {
    if (!(type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getKind() == ElementKind.ENUM)) {
      Problem problem = noClasses(TypeNames.words(type), TypeNames.kind(type), ref);
      return new ClassEnum(
          new JavaType("", List.of(type.toString())), false, List.of(), List.of(problem));
    }
    List<Problem> problems = new ArrayList<>();
    List<String> constants = constants(element);
    if (constants.size() < 2) {
      String count = constants.isEmpty() ? "no constants" : "only the constant " + constants.get(0);
      problems.add(noClasses(element.getSimpleName().toString(), "an enum with " + count, ref));
    }
    visibilityProblem(element, ref).ifPresent(problems::add);
    return new ClassEnum(nameOf(element, elements), isDeprecated(element), constants, problems);
  }

  private static Problem noClasses(String type, String kind, SourceRef ref) {
    return new Problem(Message.CLASSES_NEED_ENUM, ref, List.of(type, kind));
  }

  /** Reads a record, and those in it. */
  FeatureRecord read(TypeElement type, SourceRef ref) {
    List<Problem> problems = new ArrayList<>();
    if (!type.getTypeParameters().isEmpty()) {
      problems.add(new Problem(Message.RECORD_IS_GENERIC, ref, List.of(type.getSimpleName())));
    }
    visibilityProblem(type, ref).ifPresent(problems::add);
    List<Component> components = new ArrayList<>();
    if (problems.isEmpty()) {
      path.addLast(type);
      for (RecordComponentElement component : type.getRecordComponents()) {
        components.add(new ComponentReader(this, type, component, ref, elements).read(problems));
      }
      path.removeLast();
      boolean isEmpty =
          components.stream().allMatch(c -> c.kind() instanceof ComponentKind.Nothing);
      if (isEmpty && problems.isEmpty()) {
        problems.add(
            new Problem(Message.RECORD_WITHOUT_FEATURES, ref, List.of(type.getSimpleName())));
      }
    }
    boolean isDeprecated =
        isDeprecated(type)
            || type.getRecordComponents().stream().anyMatch(this::refersToDeprecated);
    return new FeatureRecord(nameOf(type, elements), isDeprecated, components, problems);
  }

  /** The names of the records from a type to itself, if it is being read. */
  List<String> circleOf(TypeElement type) {
    return path.contains(type)
        ? Stream.concat(path.stream().dropWhile(outer -> !outer.equals(type)), Stream.of(type))
            .map(inner -> inner.getSimpleName().toString())
            .toList()
        : List.of();
  }

  /** Why code of the network's package cannot name a type, if it cannot. */
  Optional<Problem> visibilityProblem(TypeElement type, SourceRef ref) {
    boolean isInside = elements.getPackageOf(type).getQualifiedName().contentEquals(packageName);
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      Set<Modifier> modifiers = e.getModifiers();
      boolean isVisible =
          isInside ? !modifiers.contains(Modifier.PRIVATE) : modifiers.contains(Modifier.PUBLIC);
      if (!isVisible) {
        String reason = isInside ? "private" : "not public";
        return Optional.of(
            new Problem(
                Message.RECORD_NOT_VISIBLE,
                ref,
                List.of(
                    type.getSimpleName(),
                    e.equals(type) ? reason : "nested in a class that is " + reason,
                    packageName.isEmpty() ? "the unnamed package" : "the package " + packageName,
                    isInside ? e.getSimpleName() : "it and the classes around it",
                    isInside ? "package-private or public" : "public")));
      }
    }
    JavaType name = nameOf(type, elements);
    boolean isHidden = name.packageName().isEmpty() && name.simpleNames().get(0).equals("Builder");
    return isHidden
        ? Optional.of(new Problem(Message.CLASS_IS_HIDDEN, ref, List.of("Builder", trainer)))
        : Optional.empty();
  }

  /** Whether code that names a type is warned. */
  private boolean isDeprecated(TypeElement type) {
    return Stream.iterate(
            (Element) type, TypeElement.class::isInstance, Element::getEnclosingElement)
        .anyMatch(elements::isDeprecated);
  }

  /** Whether code that reads a component is warned; its type may be named too. */
  private boolean refersToDeprecated(RecordComponentElement component) {
    return elements.isDeprecated(component.getAccessor())
        || (component.asType() instanceof DeclaredType declared
            && Stream.concat(Stream.of(declared), declared.getTypeArguments().stream())
                .filter(DeclaredType.class::isInstance)
                .map(part -> ((DeclaredType) part).asElement())
                .anyMatch(part -> part instanceof TypeElement named && isDeprecated(named)));
  }

  static JavaType nameOf(TypeElement type, Elements elements) {
    Deque<String> names = new ArrayDeque<>();
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      names.addFirst(e.getSimpleName().toString());
    }
    return new JavaType(
        elements.getPackageOf(type).getQualifiedName().toString(), List.copyOf(names));
  }

  /** The constants of an enum, in their order. */
  static List<String> constants(TypeElement type) {
    return type.getEnclosedElements().stream()
        .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
        .map(constant -> constant.getSimpleName().toString())
        .collect(Collectors.toUnmodifiableList());
  }
}
