package org.netwright.processor.source;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Types in words. */
final class TypeNames {
  private TypeNames() {}

  /** {@code Optional<int[]>}: without packages and annotations. */
  static String words(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return type.getKind().name().toLowerCase(Locale.ROOT);
    }
    if (type instanceof ArrayType array) {
      return words(array.getComponentType()) + "[]";
    }
    if (type instanceof WildcardType wildcard) {
      if (wildcard.getExtendsBound() != null) {
        return "? extends " + words(wildcard.getExtendsBound());
      }
      return wildcard.getSuperBound() == null ? "?" : "? super " + words(wildcard.getSuperBound());
    }
    if (type instanceof DeclaredType declared) {
      List<? extends TypeMirror> arguments = declared.getTypeArguments();
      String name = declared.asElement().getSimpleName().toString();
      return arguments.isEmpty()
          ? name
          : arguments.stream()
              .map(TypeNames::words)
              .collect(Collectors.joining(", ", name + "<", ">"));
    }
    return type.toString();
  }

  /** {@code an enum}, {@code an array}. */
  static String kind(TypeMirror type) {
    if (type instanceof DeclaredType declared) {
      String kind = declared.asElement().getKind().name().toLowerCase(Locale.ROOT);
      return article(kind.replace('_', ' '));
    }
    if (type instanceof ArrayType) {
      return "an array";
    }
    return type.getKind() == TypeKind.VOID ? "no type" : "a primitive type";
  }

  /** {@code an Instant}. */
  static String article(String name) {
    return ("aeiouAEIOU".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
  }

  /** The full name of a class without its type arguments; of another type nothing. */
  static String qualified(TypeMirror type) {
    return type instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement element
        ? element.getQualifiedName().toString()
        : "";
  }

  /** Whether the compiler has found all classes that a type names. */
  static boolean areKnown(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return areKnown(array.getComponentType());
    }
    if (type instanceof WildcardType wildcard) {
      return (wildcard.getExtendsBound() == null || areKnown(wildcard.getExtendsBound()))
          && (wildcard.getSuperBound() == null || areKnown(wildcard.getSuperBound()));
    }
    return type.getKind() != TypeKind.ERROR
        && (!(type instanceof DeclaredType declared)
            || declared.getTypeArguments().stream().allMatch(TypeNames::areKnown));
  }
}
