package org.netwright.processor.features;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a component of a record becomes. */
public sealed interface ComponentKind {

  /** How many numbers it becomes if it cannot be missing; of a category, how many values it has. */
  int width();

  /** The user's types that code for it names. */
  default Stream<JavaType> types() {
    return Stream.empty();
  }

  /** In a few words, for the summary of an encoder. */
  String words();

  /** A kind whose values become numbers of their own. */
  sealed interface OfColumn extends ComponentKind {
    /** The method of a row that takes its values, and of a layout that describes it. */
    String method();

    /**
     * What describes it in a layout beside its name: numbers, texts, {@link CalendarPart}s and
     * {@link EnumConstants}.
     */
    default List<Object> settings() {
      return List.of();
    }
  }

  /** A scaled number. */
  record Numeric() implements OfColumn {
    @Override
    public String method() {
      return "number";
    }

    @Override
    public String words() {
      return "number";
    }

    @Override
    public int width() {
      return 1;
    }
  }

  /** A boolean. */
  record Flag() implements OfColumn {
    @Override
    public String method() {
      return "flag";
    }

    @Override
    public String words() {
      return "boolean";
    }

    @Override
    public int width() {
      return 1;
    }
  }

  /** One of several values. */
  sealed interface Category extends OfColumn {
    /** The width of its embedding, if it is not one number for each value. */
    OptionalInt embedding();
  }

  /** A constant of an enum. */
  record Constant(JavaType type, List<String> constants, OptionalInt embedding)
      implements Category {
    @Override
    public Stream<JavaType> types() {
      return Stream.of(type);
    }

    @Override
    public String method() {
      return "constant";
    }

    @Override
    public List<Object> settings() {
      return List.of(new EnumConstants(type, constants));
    }

    @Override
    public String words() {
      return type.simpleName();
    }

    @Override
    public int width() {
      return constants.size();
    }
  }

  /** A text, whose values are learnt: one more stands for all that are rare. */
  record Text(int atLeast, int atMost, OptionalInt embedding) implements Category {
    @Override
    public String method() {
      return "text";
    }

    @Override
    public List<Object> settings() {
      return List.of(atLeast, atMost);
    }

    @Override
    public String words() {
      return "one of " + atMost + " texts or another";
    }

    @Override
    public int width() {
      return atMost + 1;
    }
  }

  /**
   * A date or a time.
   *
   * @param parts of its calendar, each of which is one number or two
   */
  record Calendar(List<CalendarPart> parts, String zone) implements OfColumn {
    @Override
    public String method() {
      return "calendar";
    }

    @Override
    public List<Object> settings() {
      return Stream.<Object>concat(Stream.of(zone), parts.stream()).toList();
    }

    @Override
    public String words() {
      return parts.stream().map(CalendarPart::toString).collect(Collectors.joining(", "));
    }

    @Override
    public int width() {
      return parts.stream().mapToInt(CalendarPart::width).sum();
    }
  }

  /** An array of scaled numbers. */
  record Vector(int length) implements OfColumn {
    @Override
    public String method() {
      return "numbers";
    }

    @Override
    public List<Object> settings() {
      return List.of(length);
    }

    @Override
    public String words() {
      return "array";
    }

    @Override
    public int width() {
      return length;
    }
  }

  /**
   * Another record.
   *
   * @param isOptional whether it comes in an {@code Optional}
   */
  record Nested(FeatureRecord record, boolean isOptional) implements ComponentKind {
    @Override
    public Stream<JavaType> types() {
      return record.types();
    }

    @Override
    public String words() {
      return record.type().simpleName();
    }

    @Override
    public int width() {
      return record.width();
    }
  }

  /** Left out, or of a type that is reported. */
  record Nothing() implements ComponentKind {
    @Override
    public String words() {
      return "left out";
    }

    @Override
    public int width() {
      return 0;
    }
  }
}
