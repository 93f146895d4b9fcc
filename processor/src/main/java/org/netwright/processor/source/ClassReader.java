package org.netwright.processor.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.source.ClassDeclaration.Obstacle;

/** Reads a class: its name, and whether a trainer can create an instance of it. */
final class ClassReader {
  private ClassReader() {}

  static ClassDeclaration read(TypeElement type, Elements elements) {
    Deque<String> names = new ArrayDeque<>();
    Set<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
    boolean isPublic = true;
    boolean isDeprecated =
        type.getEnclosedElements().stream()
            .filter(member -> member.getKind().isField() || isEmptyConstructor(member))
            .anyMatch(elements::isDeprecated);
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      names.addFirst(e.getSimpleName().toString());
      isPublic &= e.getModifiers().contains(Modifier.PUBLIC);
      isDeprecated |= elements.isDeprecated(e);
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        obstacles.add(e == type ? Obstacle.PRIVATE : Obstacle.ENCLOSED_IN_PRIVATE);
      }
      boolean nested = e.getEnclosingElement() instanceof TypeElement;
      if (nested
          && e.getKind() == ElementKind.CLASS
          && !e.getModifiers().contains(Modifier.STATIC)) {
        obstacles.add(Obstacle.INNER);
      }
    }
    if (!type.getTypeParameters().isEmpty()) {
      obstacles.add(Obstacle.GENERIC);
    }
    if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      obstacles.add(Obstacle.ABSTRACT);
    }
    if (ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .noneMatch(constructor -> isUsable(constructor, elements))) {
      obstacles.add(Obstacle.NO_CONSTRUCTOR);
    }
    return new ClassDeclaration(
        elements.getPackageOf(type).getQualifiedName().toString(),
        List.copyOf(names),
        type.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        obstacles,
        superclass(type),
        isPublic,
        isDeprecated);
  }

  /** Reads a class that is named as a penalty or a loss. */
  static OwnClass readOwn(
      TypeElement type, OwnClass.Contract contract, Elements elements, SourceRef ref) {
    return new OwnClass(
        read(type, elements),
        contract,
        Stream.concat(Stream.of(type.getQualifiedName()), supertypes(type))
            .anyMatch(name -> name.contentEquals(contract.type())),
        hasPublicConstructor(type, elements),
        ref);
  }

  /** Whether it has a constructor that a trainer of any package can call. */
  static boolean hasPublicConstructor(TypeElement type, Elements elements) {
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .anyMatch(c -> c.getModifiers().contains(Modifier.PUBLIC) && isUsable(c, elements));
  }

  private static Stream<Name> supertypes(TypeElement type) {
    return Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
        .filter(DeclaredType.class::isInstance)
        .map(supertype -> (TypeElement) ((DeclaredType) supertype).asElement())
        .flatMap(s -> Stream.concat(Stream.of(s.getQualifiedName()), supertypes(s)));
  }

  /**
   * An implicit constructor is as private as its class, which is reported already. That of a record
   * takes the record's components.
   */
  private static boolean isUsable(ExecutableElement constructor, Elements elements) {
    boolean isImplicit = elements.getOrigin(constructor) == Elements.Origin.MANDATED;
    return constructor.getParameters().isEmpty()
        && (isImplicit || !constructor.getModifiers().contains(Modifier.PRIVATE))
        && constructor.getThrownTypes().isEmpty();
  }

  private static boolean isEmptyConstructor(Element member) {
    return member.getKind() == ElementKind.CONSTRUCTOR
        && ((ExecutableElement) member).getParameters().isEmpty();
  }

  /** For a class literal of something else, {@code int.class} or {@code Own[].class}. */
  static OwnClass readNoClass(TypeMirror type, OwnClass.Contract contract, SourceRef ref) {
    ClassDeclaration none =
        new ClassDeclaration("", List.of(type.toString()), "", Set.of(), "", true, false);
    return new OwnClass(none, contract, false, true, ref);
  }

  private static String superclass(TypeElement type) {
    TypeMirror superclass = type.getSuperclass();
    boolean plain =
        superclass.getKind() == TypeKind.NONE || superclass.toString().equals("java.lang.Object");
    return plain ? "" : superclass.toString();
  }
}
