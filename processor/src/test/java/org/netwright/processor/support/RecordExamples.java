package org.netwright.processor.support;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random values of records, and of everything that their components may be. */
final class RecordExamples {
  /** The length of all arrays of components. */
  static final int LENGTH = 3;

  private static final List<String> TEXTS = List.of("red", "green", "blue", "");

  private final Random random;

  RecordExamples(Random random) {
    this.random = random;
  }

  /** Returns as many values of a type. */
  List<?> of(Class<?> type, int count) {
    return Stream.generate(() -> valueOf(type)).limit(count).toList();
  }

  private Object valueOf(Class<?> type) {
    Object value = value(type);
    return value == null ? valueOf(type) : value;
  }

  private @Nullable Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return random.nextInt(3) == 0
          ? Optional.empty()
          : Optional.ofNullable(value(generic.getActualTypeArguments()[0]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return record(plain);
    }
    if (plain.isEnum()) {
      Object[] constants = plain.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    boolean isBox = plain == Boolean.class || Number.class.isAssignableFrom(plain);
    boolean isBig = plain == BigDecimal.class || plain == BigInteger.class || plain == Number.class;
    return isBox && !isBig && random.nextInt(3) == 0 ? null : simple(plain.getSimpleName());
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(this::value).toArray();
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private @Nullable Object value(RecordComponent component) {
    boolean mayBeNull =
        Arrays.stream(component.getAnnotations())
            .anyMatch(a -> a.annotationType().getSimpleName().equals("Nullable"));
    return mayBeNull && random.nextInt(3) == 0 ? null : value(component.getGenericType());
  }

  private Object simple(String type) {
    double number = random.nextGaussian();
    return switch (type) {
      case "byte", "Byte" -> (byte) random.nextInt(9);
      case "short", "Short" -> (short) random.nextInt(9);
      case "int", "Integer" -> random.nextInt(9);
      case "long", "Long" -> (long) random.nextInt(9);
      case "float", "Float" -> (float) number;
      case "double", "Double", "Number" -> number;
      case "boolean", "Boolean" -> random.nextBoolean();
      case "BigDecimal" -> BigDecimal.valueOf(number);
      case "BigInteger" -> BigInteger.valueOf(random.nextInt(9));
      case "OptionalInt" -> random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(3);
      case "OptionalLong" -> random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(3);
      case "OptionalDouble" ->
          random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(number);
      case "String" -> TEXTS.get(random.nextInt(TEXTS.size()));
      case "LocalDate" -> LocalDate.ofEpochDay(random.nextInt(20_000));
      case "LocalDateTime" -> LocalDateTime.of(2000 + random.nextInt(20), 2, 3, 4, 5);
      case "Instant" -> Instant.ofEpochSecond(random.nextInt());
      case "float[]" -> new float[LENGTH];
      case "double[]" -> random.doubles(LENGTH).toArray();
      case "Object" -> type;
      default -> throw new IllegalArgumentException(type);
    };
  }
}
