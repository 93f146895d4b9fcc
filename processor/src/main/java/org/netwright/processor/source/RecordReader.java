package org.netwright.processor.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
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
    String kind =
        type instanceof DeclaredType declared
            ? declared.asElement().getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            : "type";
    Problem problem = new Problem(Message.FEATURES_NEED_RECORD, ref, List.of(type, kind));
    return new FeatureRecord(
        new JavaType("", List.of(type.toString())), false, List.of(), List.of(problem));
  }

  /** Reads the enum that names the classes of a loss. */
  ClassEnum readEnum(TypeMirror type, SourceRef ref) {
    List<Problem> problems = new ArrayList<>();
    if (!(type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getKind() == ElementKind.ENUM)) {
      problems.add(new Problem(Message.CLASSES_NEED_ENUM, ref, List.of(type, "not an enum")));
      return new ClassEnum(new JavaType("", List.of(type.toString())), List.of(), problems);
    }
    List<String> constants = constants(element);
    if (constants.size() < 2) {
      String count = constants.isEmpty() ? "an enum without constants" : "an enum with one";
      problems.add(
          new Problem(Message.CLASSES_NEED_ENUM, ref, List.of(element.getSimpleName(), count)));
    }
    if (!isVisible(element)) {
      problems.add(
          new Problem(
              Message.RECORD_NOT_VISIBLE, ref, List.of(element.getSimpleName(), packageName())));
    }
    return new ClassEnum(nameOf(element, elements), constants, problems);
  }

  /** Reads a record, and those in it. */
  FeatureRecord read(TypeElement type, SourceRef ref) {
    List<Problem> problems = new ArrayList<>();
    if (!type.getTypeParameters().isEmpty()) {
      problems.add(new Problem(Message.RECORD_IS_GENERIC, ref, List.of(type.getSimpleName())));
    }
    if (!isVisible(type)) {
      problems.add(
          new Problem(
              Message.RECORD_NOT_VISIBLE, ref, List.of(type.getSimpleName(), packageName())));
    }
    List<Component> components = new ArrayList<>();
    if (problems.isEmpty()) {
      path.addLast(type);
      for (RecordComponentElement component : type.getRecordComponents()) {
        components.add(new ComponentReader(this, type, component, elements).read(problems));
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
        Stream.concat(Stream.of(type), type.getRecordComponents().stream())
            .anyMatch(elements::isDeprecated);
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

  /** The package that needs access, in words. */
  String packageName() {
    return packageName.isEmpty() ? "the unnamed package" : "the package " + packageName;
  }

  /** Whether code of the network's package can name a type. */
  boolean isVisible(TypeElement type) {
    boolean isInside = elements.getPackageOf(type).getQualifiedName().contentEquals(packageName);
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      Set<Modifier> modifiers = e.getModifiers();
      if (modifiers.contains(Modifier.PRIVATE)
          || (!isInside && !modifiers.contains(Modifier.PUBLIC))) {
        return false;
      }
    }
    return true;
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

  /** Throws if the compiler has not found a type. */
  static void requireKnown(TypeMirror type, Element where) {
    if (type.getKind() == TypeKind.ERROR) {
      throw new UnreadableAnnotationException(where.getSimpleName().toString(), "a type");
    }
  }
}
