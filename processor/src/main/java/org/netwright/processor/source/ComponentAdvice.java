package org.netwright.processor.source;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** What to declare in place of a component's type that does not become numbers. */
final class ComponentAdvice {
  private static final String OTHER = "Use another type";
  private static final String ARRAY = "Use a float[] or double[] with @Length";
  private static final String TIME = "Use a LocalDate, LocalDateTime or Instant with @Calendar";
  private static final String TEXT = "Use a String for a category";
  private static final String OPTIONAL = "Name the type in the Optional, without a wildcard";

  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          Map.entry("java.lang.Number", "Use a Double"),
          Map.entry("java.lang.Character", TEXT),
          Map.entry("java.lang.CharSequence", TEXT),
          Map.entry("java.util.Optional", OPTIONAL),
          Map.entry("java.util.Date", TIME),
          Map.entry("java.util.Calendar", TIME),
          Map.entry("java.sql.Date", TIME),
          Map.entry("java.sql.Timestamp", TIME),
          Map.entry("java.time.LocalTime", TIME),
          Map.entry("java.time.OffsetDateTime", TIME),
          Map.entry("java.time.ZonedDateTime", TIME),
          Map.entry("java.time.Year", "Use an int"),
          Map.entry("java.time.Duration", "Use a double, such as seconds"),
          Map.entry("java.util.concurrent.atomic.AtomicInteger", "Use an int"),
          Map.entry("java.util.concurrent.atomic.AtomicLong", "Use a long"));
  private static final Set<String> COLLECTIONS =
      Set.of("java.util.List", "java.util.Collection", "java.util.ArrayList");

  private ComponentAdvice() {}

  /** Returns the first part of a sentence. */
  static String forType(TypeMirror type, Set<String> numbers) {
    return switch (type.getKind()) {
      case CHAR -> TEXT;
      case ARRAY -> isNumber(((ArrayType) type).getComponentType(), numbers) ? ARRAY : OTHER;
      case WILDCARD -> OPTIONAL;
      default ->
          isListOfNumbers(type, numbers)
              ? ARRAY
              : Optional.ofNullable(BY_NAME.get(TypeNames.qualified(type))).orElse(OTHER);
    };
  }

  private static boolean isListOfNumbers(TypeMirror type, Set<String> numbers) {
    return COLLECTIONS.contains(TypeNames.qualified(type))
        && type instanceof DeclaredType declared
        && declared.getTypeArguments().stream().allMatch(item -> isNumber(item, numbers));
  }

  private static boolean isNumber(TypeMirror type, Set<String> numbers) {
    return (type.getKind().isPrimitive() && type.getKind() != TypeKind.CHAR)
        || numbers.contains(TypeNames.qualified(type));
  }
}
