package org.netwright.processor.features;

import java.util.List;
import java.util.OptionalInt;

/** What a component of a record becomes. */
public sealed interface ComponentKind {

  /** How many numbers it becomes if it cannot be missing; of a category, how many values it has. */
  int width();

  /** A scaled number. */
  record Numeric() implements ComponentKind {
    @Override
    public int width() {
      return 1;
    }
  }

  /** A boolean. */
  record Flag() implements ComponentKind {
    @Override
    public int width() {
      return 1;
    }
  }

  /** One of several values. */
  sealed interface Category extends ComponentKind {
    /** The width of its embedding, if it is not one number for each value. */
    OptionalInt embedding();
  }

  /** A constant of an enum. */
  record Constant(JavaType type, List<String> constants, OptionalInt embedding)
      implements Category {
    @Override
    public int width() {
      return constants.size();
    }
  }

  /** A text, whose values are learnt: one more stands for all that are rare. */
  record Text(int atLeast, int atMost, OptionalInt embedding) implements Category {
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
  record Calendar(List<CalendarPart> parts, String zone) implements ComponentKind {
    @Override
    public int width() {
      return parts.stream().mapToInt(CalendarPart::width).sum();
    }
  }

  /** An array of scaled numbers. */
  record Vector(int length) implements ComponentKind {
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
    public int width() {
      return record.width();
    }
  }

  /** Left out, or of a type that is reported. */
  record Nothing() implements ComponentKind {
    @Override
    public int width() {
      return 0;
    }
  }
}
