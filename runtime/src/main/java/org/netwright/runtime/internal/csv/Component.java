package org.netwright.runtime.internal.csv;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.CsvLines;

/** A component of a record, or of a record in it, that is read from one column. */
final class Component {
  private final String record;
  private final String path;
  private final Class<?> type;
  private final ValueReader reader;
  private final @Nullable Object empty;
  private final UnaryOperator<Object> wrapper;
  private String columnName = "";
  private int column = -1;
  private @Nullable Object value;

  /**
   * Makes a component.
   *
   * @param record the simple name of the record that is read
   * @param path the names of the components from there to this one, as in {@code address.town}
   * @param empty the value of a blank field; a primitive component has none
   * @param wrapper puts a value into an {@code Optional}
   */
  Component(
      String record,
      String path,
      Class<?> type,
      ValueReader reader,
      @Nullable Object empty,
      UnaryOperator<Object> wrapper) {
    this.record = record;
    this.path = path;
    this.type = type;
    this.reader = reader;
    this.empty = empty;
    this.wrapper = wrapper;
  }

  String path() {
    return path;
  }

  /** Returns the name in its own record. */
  String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Returns the name for messages, as in {@code Customer.address.town}. */
  String qualifiedName() {
    return record + "." + path;
  }

  Class<?> type() {
    return type;
  }

  String expected() {
    return reader.expected();
  }

  boolean expectsWhole() {
    return reader instanceof WholeReader || (reader instanceof BigReader big && big.isWhole());
  }

  boolean expectsNumber() {
    return reader instanceof WholeReader || reader instanceof DecimalReader || expectsBig();
  }

  /** Returns whether numbers outside the range of double are expected too. */
  boolean expectsBig() {
    return reader instanceof BigReader;
  }

  boolean expectsText() {
    return reader instanceof ObjectReader objects && objects.isOfTexts();
  }

  String columnName() {
    return columnName;
  }

  int column() {
    return column;
  }

  boolean hasColumn() {
    return column >= 0;
  }

  void column(int index, String name) {
    this.column = index;
    this.columnName = name;
  }

  /** Reads the field of a line; returns false if it is not as expected. */
  boolean read(CsvLines lines) {
    if (lines.isMissing(column)) {
      value = empty;
      return !type.isPrimitive();
    }
    if (!reader.read(lines.characters(), lines.start(), lines.end())) {
      return false;
    }
    if (!type.isPrimitive()) {
      value = wrapper.apply(reader.value());
    }
    return true;
  }

  @Nullable Object kept() {
    return value;
  }

  /** Returns what gives the last value, without arguments. */
  MethodHandle handle() {
    if (type.isPrimitive()) {
      return reader.handle(type);
    }
    try {
      return MethodHandles.lookup()
          .findVirtual(Component.class, "kept", MethodType.methodType(Object.class))
          .bindTo(this)
          .asType(MethodType.methodType(type));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
