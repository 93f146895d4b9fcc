package org.netwright.runtime.internal.csv;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.CsvFormat;

/** The types that a component can have, and how each is read. */
final class Components {
  private static final String POSSIBLE =
      "A component can be a number (byte, short, int, long, float, double, or one of their boxes,"
          + " BigDecimal, BigInteger), boolean, char, String, an enum, LocalDate, LocalDateTime, Instant, an Optional of"
          + " these, OptionalInt, OptionalLong, OptionalDouble, or a record of such components";

  private final CsvFormat format;
  private final String record;

  /**
   * Makes components of one record.
   *
   * @param record its simple name
   */
  Components(CsvFormat format, String record) {
    this.format = format;
    this.record = record;
  }

  /**
   * Makes a component.
   *
   * @param type of the component
   * @throws IllegalArgumentException if a field cannot be read as this type
   */
  Component of(String path, Class<?> type, Type generic) {
    if (type == OptionalInt.class) {
      return component(
          path,
          type,
          generic,
          int.class,
          OptionalInt.empty(),
          value -> OptionalInt.of((int) value));
    }
    if (type == OptionalLong.class) {
      return component(
          path,
          type,
          generic,
          long.class,
          OptionalLong.empty(),
          value -> OptionalLong.of((long) value));
    }
    if (type == OptionalDouble.class) {
      return component(
          path,
          type,
          generic,
          double.class,
          OptionalDouble.empty(),
          value -> OptionalDouble.of((double) value));
    }
    if (type == Optional.class) {
      if (generic instanceof ParameterizedType parameterized
          && parameterized.getActualTypeArguments()[0] instanceof Class<?> of) {
        return component(path, type, generic, of, Optional.empty(), Optional::of);
      }
      throw unknown(path, generic);
    }
    return component(path, type, generic, type, null, UnaryOperator.identity());
  }

  private Component component(
      String path,
      Class<?> type,
      Type generic,
      Class<?> read,
      @Nullable Object empty,
      UnaryOperator<Object> wrapper) {
    ValueReader reader = reader(MethodType.methodType(read).unwrap().returnType());
    if (reader == null) {
      throw unknown(path, generic);
    }
    return new Component(record, path, type, reader, empty, wrapper);
  }

  private @Nullable ValueReader reader(Class<?> type) {
    char separator = format.decimalSeparator();
    if (type == byte.class || type == short.class || type == int.class || type == long.class) {
      return new WholeReader(type, separator);
    }
    if (type == float.class || type == double.class) {
      return new DecimalReader(type, separator);
    }
    if (type == BigDecimal.class || type == BigInteger.class) {
      return new BigReader(type == BigInteger.class, separator);
    }
    if (type == boolean.class) {
      return new FlagReader();
    }
    if (type == char.class) {
      return new CharacterReader();
    }
    if (type == String.class) {
      return ObjectReader.ofTexts(format::isUnlikelyName);
    }
    if (type.isEnum()) {
      Constants constants = new Constants(type);
      return new ObjectReader(constants::find, constants.expected());
    }
    if (type == LocalDate.class) {
      return new ObjectReader(IsoTimes::date, "a date as in 2024-12-31");
    }
    if (type == LocalDateTime.class) {
      return new ObjectReader(IsoTimes::dateTime, "a date and time as in 2024-12-31T23:59:59");
    }
    if (type == Instant.class) {
      return new ObjectReader(IsoTimes::instant, "an instant as in 2024-12-31T23:59:59Z");
    }
    return null;
  }

  private IllegalArgumentException unknown(String path, Type type) {
    return new IllegalArgumentException(
        "%s.%s has the type %s, which cannot be read from a field of a CSV file. %s"
            .formatted(record, path, type.getTypeName(), POSSIBLE));
  }
}
