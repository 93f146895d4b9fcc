package org.netwright.processor.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;

/**
 * A random network that takes a record with random components, and how many numbers these become
 * according to the documentation.
 */
public final class RandomRecord {
  private static final List<String> NUMBERS =
      List.of("byte", "short", "int", "long", "float", "double");
  private static final List<String> BOXES =
      List.of("Byte", "Short", "Integer", "Long", "Float", "Double");
  private static final List<String> BIG_NUMBERS =
      List.of("java.math.BigDecimal", "java.math.BigInteger");
  private static final List<String> OPTIONAL_NUMBERS =
      List.of("OptionalInt", "OptionalLong", "OptionalDouble");

  /** The parts of dates, and how many numbers each becomes. */
  private static final List<String> PARTS =
      List.of("YEAR", "EPOCH_DAY", "MONTH", "DAY_OF_MONTH", "DAY_OF_YEAR", "WEEKDAY");

  private static final int NUMBERS_OF_ONE = 2;

  /**
   * A component.
   *
   * @param declared its annotations and type
   * @param numbers how many numbers it becomes, without those of an embedding
   * @param ofEmbeddings how many numbers the rows of its embeddings have
   * @param embeddings how many embeddings it has
   */
  private record Part(String declared, int numbers, int ofEmbeddings, int embeddings) {}

  private final Random random;
  private final String name;
  private final StringBuilder types = new StringBuilder();
  private final Part all;
  private int count;

  /** Draws a network of the package {@code networks}. */
  public RandomRecord(long seed) {
    this.random = new Random(seed);
    this.name = "Net" + seed;
    this.all = record(false, 0);
  }

  public String trainerName() {
    return "networks." + name + "Trainer";
  }

  /** How many numbers the record becomes, without those of embeddings. */
  public int numbers() {
    return all.numbers();
  }

  /** How many embeddings it has. */
  public int embeddings() {
    return all.embeddings();
  }

  /** The width of the input's layer. */
  public int width() {
    return all.numbers() + all.ofEmbeddings();
  }

  /** The source file. */
  public JavaFileObject file() {
    return NetworkSource.file("networks", name, toString());
  }

  @Override
  public String toString() {
    return """
        import java.time.*;
        import java.util.Optional;
        import java.util.OptionalDouble;
        import java.util.OptionalInt;
        import java.util.OptionalLong;
        import org.netwright.annotations.*;
        import org.netwright.runtime.Layer;

        @Network
        class %s {
          @Features(%s.class) Layer rec;
          @CrossEntropy(classes = Outcome.class) Layer y;

          enum Outcome { GOOD, BAD, OPEN }

          @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
          @interface Nullable {}
        %s}
        """
        .formatted(name, all.declared(), types);
  }

  /** Declares a record, and adds up its components. */
  private Part record(boolean mayBeMissing, int depth) {
    String type = "R" + count++;
    int length = random.nextInt(12) == 0 ? 60 : 1 + random.nextInt(7);
    List<Part> parts = new ArrayList<>(List.of(number(mayBeMissing)));
    while (parts.size() < length) {
      parts.add(component(mayBeMissing, depth));
    }
    String components =
        IntStream.range(0, parts.size())
            .mapToObj(i -> parts.get(i).declared() + " c" + i)
            .collect(Collectors.joining(",\n      "));
    types.append("  record %s(\n      %s) {}\n".formatted(type, components));
    return new Part(
        type,
        parts.stream().mapToInt(Part::numbers).sum(),
        parts.stream().mapToInt(Part::ofEmbeddings).sum(),
        parts.stream().mapToInt(Part::embeddings).sum());
  }

  private Part component(boolean around, int depth) {
    return switch (random.nextInt(9)) {
      case 0, 1 -> number(around);
      case 2 -> flag(around);
      case 3 -> constant(around);
      case 4 -> text(around);
      case 5 -> calendar(around);
      case 6 -> array(around);
      case 7 -> new Part("@Ignore " + any(List.of("Object", "int", "Outcome")), 0, 0, 0);
      default -> depth < 3 ? nested(around, depth) : number(around);
    };
  }

  private Part number(boolean around) {
    return switch (random.nextInt(5)) {
      case 0 -> dense("", any(BOXES), 1, true);
      case 1 -> dense("", any(OPTIONAL_NUMBERS), 1, true);
      case 2 -> orMissing("", any(BIG_NUMBERS), 1, around);
      case 3 -> dense("", "Optional<%s>".formatted(any(BOXES)), 1, true);
      default -> dense("", any(NUMBERS), 1, around);
    };
  }

  private Part flag(boolean around) {
    return random.nextBoolean()
        ? dense("", "boolean", 1, around)
        : dense("", random.nextBoolean() ? "Boolean" : "Optional<Boolean>", 1, true);
  }

  private Part constant(boolean around) {
    String type = "E" + count++;
    int constants = 1 + random.nextInt(5);
    String names =
        IntStream.range(0, constants).mapToObj(i -> "C" + i).collect(Collectors.joining(", "));
    types.append("  enum %s { %s }\n".formatted(type, names));
    return category("", type, constants, around);
  }

  private Part text(boolean around) {
    int atMost = 1 + random.nextInt(9);
    return random.nextBoolean()
        ? category("", "String", 32 + 1, around)
        : category("@Category(atMost = %d) ".formatted(atMost), "String", atMost + 1, around);
  }

  private Part calendar(boolean around) {
    String type = any(List.of("LocalDate", "LocalDateTime", "Instant"));
    List<String> parts =
        random
            .ints(0, PARTS.size())
            .distinct()
            .limit(1 + random.nextInt(4))
            .mapToObj(PARTS::get)
            .toList();
    long numbers =
        parts.size() + parts.stream().filter(p -> PARTS.indexOf(p) >= NUMBERS_OF_ONE).count();
    String listed = parts.stream().map(p -> "CalendarPart." + p).collect(Collectors.joining(", "));
    String zone = type.equals("Instant") ? ", zone = \"Asia/Tokyo\"" : "";
    return orMissing(
        "@Calendar(value = {%s}%s) ".formatted(listed, zone), type, (int) numbers, around);
  }

  private Part array(boolean around) {
    String annotation = "@Length(%d) ".formatted(RecordExamples.LENGTH);
    return orMissing(
        annotation, any(List.of("float[]", "double[]")), RecordExamples.LENGTH, around);
  }

  private Part nested(boolean around, int depth) {
    boolean isOptional = random.nextBoolean();
    Part record = record(around || isOptional, depth + 1);
    String type = isOptional ? "Optional<%s>".formatted(record.declared()) : record.declared();
    return new Part(type, record.numbers(), record.ofEmbeddings(), record.embeddings());
  }

  private Part category(String annotation, String type, int values, boolean around) {
    if (random.nextInt(3) > 0) {
      return orMissing(annotation, type, values, around);
    }
    int width = 1 + random.nextInt(4);
    String embedded = annotation + "@Embedding(width = %d) ".formatted(width);
    return new Part(orMissing(embedded, type, values, around).declared(), 0, width, 1);
  }

  /** A type that may be missing, or not. */
  private Part orMissing(String annotation, String type, int numbers, boolean around) {
    return switch (random.nextInt(4)) {
      case 0 -> dense(annotation, "Optional<%s>".formatted(type), numbers, true);
      case 1 -> dense(annotation + "@Nullable ", type, numbers, true);
      default -> dense(annotation, type, numbers, around);
    };
  }

  private static Part dense(String annotation, String type, int numbers, boolean mayBeMissing) {
    return new Part(annotation + type, numbers + (mayBeMissing ? 1 : 0), 0, 0);
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
