package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that do not fit a record, and records that cannot be read. */
class CsvRecordMisuseTest {
  @TempDir private Path folder;

  enum Plan {
    FREE,
    BASIC,
    Pro,
    PRO
  }

  record Row(
      byte b, int i, float f, double d, boolean z, char c, Plan plan, LocalDate day, String text) {}

  private static final List<String> NAMES =
      List.of("b", "i", "f", "d", "z", "c", "plan", "day", "text");
  private static final String HEADER = String.join(",", NAMES) + "\n";
  private static final List<String> GOOD =
      List.of("1", "2", "3.5", "4.5", "yes", "c", "FREE", "2024-01-02", "text");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 128        | a whole number in the range of byte",
        "1 | 2147483648 | a whole number in the range of int",
        "1 | 2.5        | a whole number in the range of int",
        "1 | 1e10       | a whole number in the range of int",
        "1 | 1e999999999 | a whole number in the range of int",
        "1 | 99999999999999999999 | a whole number in the range of int",
        "1 | 0x10       | a whole number in the range of int",
        "1 | -          | a whole number in the range of int",
        "1 | 1 000      | a whole number in the range of int",
        "1 | ١          | a whole number in the range of int",
        "2 | 1e39       | a number in the range of float",
        "2 | NaN        | a number in the range of float",
        "3 | Infinity   | a number",
        "3 | 1e999      | a number",
        "3 | 1d         | a number",
        "4 | t          | true or false, yes or no, 1 or 0",
        "5 | cc         | a single character",
        "6 | GOLD       | one of [FREE, BASIC, Pro, PRO]",
        "6 | pro        | one of [FREE, BASIC, Pro, PRO]",
        "7 | 2024-02-30 | a date as in 2024-12-31",
        "7 | 31.12.2024 | a date as in 2024-12-31",
        "7 | 2024-01-02T03:04 | a date as in 2024-12-31",
        "8 | NA         | a text"
      })
  void namesLineColumnAndComponent(int column, String text, String expected) throws IOException {
    String name = NAMES.get(column);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv(HEADER + line(-1, "") + "\n" + line(column, text)).records(Row.class))
        .withMessageStartingWith(
            "data.csv: line 4, column %s (Row.%1$s): expected %s, got \"%s\""
                .formatted(name, expected, text));
  }

  private static String line(int column, String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < GOOD.size(); i++) {
      line.append(i == 0 ? "" : ",").append(i == column ? text : GOOD.get(i));
    }
    return line.append('\n').toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | byte    | Byte or Optional<Byte>",
        "1 | int     | Integer or OptionalInt",
        "2 | float   | Float or Optional<Float>",
        "3 | double  | Double or OptionalDouble",
        "4 | boolean | Boolean or Optional<Boolean>",
        "5 | char    | Character or Optional<Character>"
      })
  void aPrimitiveHasAValue(int column, String type, String optional) {
    String name = NAMES.get(column);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv(HEADER + line(column, " ")).records(Row.class))
        .withMessageStartingWith("data.csv: line 2, column %s (Row.%1$s): expected ", name)
        .withMessageEndingWith(
            ", got no value. If Row.%s may have no value, declare it as %s", name, optional);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv(HEADER + line(column, "?")).missing("?").records(Row.class))
        .withMessageContaining(", got no value.");
  }

  record Point(int x, double y) {}

  @Test
  void reportsUpToFiveProblemsAndTheNumberOfAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("x,Y\n1,a\n,b\n3,4\nc,\n5,d\n").records(Point.class))
        .withMessage(
            "data.csv: 6 values are not as expected: line 2, column Y (Point.y): expected a number,"
                + " got \"a\"; line 3, column x (Point.x): expected a whole number in the range of"
                + " int, got no value; line 3, column Y (Point.y): expected a number, got \"b\";"
                + " line 5, column x (Point.x): expected a whole number in the range of int, got"
                + " \"c\"; line 5, column Y (Point.y): expected a number, got no value; and 1 more."
                + " If Point.x may have no value, declare it as Integer or OptionalInt. If Point.y"
                + " may have no value, declare it as Double or OptionalDouble");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | 2.5     | If the values of Point.x may have fractions or be larger, declare it as long"
            + " or double",
        "x | NA      | If \"NA\" stands for a missing value, use missing(\"NA\"). If Point.x may have"
            + " no value, declare it as Integer or OptionalInt",
        "y | '2,5'   | If numbers have a decimal comma, use decimalSeparator(',')",
        "y | $5      | Numbers must not have a currency or percent sign",
        "y | 5f      | Numbers must be finite and decimal, without a prefix or suffix as in a program"
      })
  void advises(String column, String text, String advice) {
    String line = column.equals("x") ? "%s;1" : "1;%s";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("x;y\n" + line.formatted(text)).separator(';').records(Point.class))
        .withMessageEndingWith(", got \"" + text + "\". " + advice);
  }

  record Name(String name) {}

  @Test
  void aTextThatLooksMissingIsAsked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("name\nnull\n").records(Name.class))
        .withMessage(
            "data.csv: line 2, column name (Name.name): expected a text, got \"null\". If \"null\""
                + " stands for a missing value, use missing(\"null\"); if it is a name, use"
                + " literal(\"null\")");
  }

  @Test
  void linesHaveAsManyFieldsAsTheHeader() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("x,y\n1,2\n1,2,3\n").records(Point.class))
        .withMessage(
            "data.csv: expected 2 fields in line 3, as in the header, got 3; a field that contains"
                + " ',' must be in quotes");
  }

  record Positive(int number) {
    Positive {
      if (number <= 0) {
        throw new IllegalArgumentException("number must be positive");
      }
    }
  }

  record Wrapper(String name, Positive positive) {}

  @Test
  void exceptionsOfConstructorsAreReportedWithTheirLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("number\n1\n0\n2\n-1\n").records(Positive.class))
        .withMessage(
            "data.csv: 2 values are not as expected: line 3: Positive cannot be created:"
                + " java.lang.IllegalArgumentException: number must be positive; line 5: Positive"
                + " cannot be created: java.lang.IllegalArgumentException: number must be positive")
        .withCauseInstanceOf(IllegalArgumentException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("name,number\na,0\n").records(Wrapper.class))
        .withMessage(
            "data.csv: line 2: Wrapper cannot be created: java.lang.IllegalArgumentException: number"
                + " must be positive");
  }

  record Broken(int number) {
    Broken {
      if (number > 0) {
        throw new StackOverflowError("of the constructor");
      }
    }
  }

  @Test
  void errorsOfTheMachineAreNotCaught() {
    assertThatExceptionOfType(StackOverflowError.class)
        .isThrownBy(() -> csv("number\n1\n").records(Broken.class));
  }

  record OfList(int id, List<String> tags) {}

  @SuppressWarnings("ArrayRecordComponent")
  record OfArray(float[] numbers) {}

  record OfObject(Wrapped<String> wrapped) {}

  record Wrapped<T>(T value) {}

  record OfOptional(Optional<Point> point) {}

  @SuppressWarnings("rawtypes")
  record OfRaw(Optional any) {}

  @Test
  void namesComponentsThatCannotBeRead() {
    Map<Class<? extends Record>, String> unreadable =
        Map.of(
            OfList.class, "OfList.tags has the type java.util.List<java.lang.String>",
            OfArray.class, "OfArray.numbers has the type float[]",
            OfObject.class, "OfObject.wrapped.value has the type T",
            OfOptional.class,
                "OfOptional.point has the type java.util.Optional<" + Point.class.getName() + ">",
            OfRaw.class, "OfRaw.any has the type java.util.Optional");
    unreadable.forEach(
        (type, message) ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> csv("id,tags\n").records(type))
                .withMessage(
                    message
                        + ", which cannot be read from a field of a CSV file. A component can be a"
                        + " number (byte, short, int, long, float, double, or one of their boxes,"
                        + " BigDecimal, BigInteger), boolean, char, String, an enum, LocalDate,"
                        + " LocalDateTime, Instant, an Optional of these, OptionalInt,"
                        + " OptionalLong, OptionalDouble, or a record of such components"));
  }

  record Empty() {}

  record Node(int value, Link next) {}

  record Link(Node node) {}

  @SuppressWarnings({"unchecked", "rawtypes"})
  @Test
  void refusesRecordsWithoutColumns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("a\n").records(Empty.class))
        .withMessage("Empty has no components; it cannot be read from a CSV file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("value\n").records(Node.class))
        .withMessage("Node contains itself, in next.node; it cannot be read from a CSV file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("value\n").records((Class) String.class))
        .withMessage("expected the class of a record, got java.lang.String");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("value\n").records(Record.class))
        .withMessage("expected the class of a record, got java.lang.Record");
  }

  @ParameterizedTest
  @ValueSource(strings = {"target", "categorical", "ignore", "dropMissing", "maxCategories"})
  void settingsOfTablesAreRefused(String setting) {
    Map<String, UnaryOperator<CsvData>> settings =
        Map.of(
            "target", csv -> csv.target("x"),
            "categorical", csv -> csv.categorical("x"),
            "ignore", csv -> csv.ignore("x"),
            "dropMissing", CsvData::dropMissing,
            "maxCategories", csv -> csv.maxCategories(3));
    assertThatIllegalStateException()
        .isThrownBy(() -> settings.get(setting).apply(csv("x,y\n1,2\n")).records(Point.class))
        .withMessage(
            "data.csv: records reads the columns of the components of Point, so that %s(…) has no"
                + " effect; remove it",
            setting);
    assertThatIllegalStateException()
        .isThrownBy(() -> settings.get(setting).apply(csv("x,y\n1,2\n")).recordStream(Point.class))
        .withMessageStartingWith("data.csv: recordStream reads ");
  }

  /** A record of a named module, whose package is closed, exported or open. */
  @ParameterizedTest
  @CsvSource({
    "'',             record Closed,        false",
    "exports app;,   record Hidden,        false",
    "opens app;,     record Open,          true",
    "exports app;,   public record Public, true"
  })
  void aModuleOpensItsPackage(String directive, String declaration, boolean works)
      throws IOException, ReflectiveOperationException {
    String name = declaration.substring(declaration.lastIndexOf(' ') + 1);
    Path source = Files.createDirectories(folder.resolve("source/app"));
    Path module = source.resolveSibling("module-info.java");
    Files.writeString(module, "module app { " + directive + " }");
    Path record = source.resolve(name + ".java");
    Files.writeString(record, "package app; " + declaration + "(int x) {}");
    Path classes = folder.resolve("classes");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", classes.toString(), module.toString(), record.toString());
    assertThat(failed).isZero();
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("app"));
    ModuleLayer layer =
        boot.defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader());
    Class<? extends Record> type =
        layer.findLoader("app").loadClass("app." + name).asSubclass(Record.class);
    if (works) {
      assertThat(csv("x\n7\n").records(type)).hasToString("[%s[x=7]]".formatted(name));
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> csv("x\n7\n").records(type))
          .withMessage(
              "app.%s cannot be created, because the module app does not open its package; add"
                  + " \"opens app;\" to its module-info.java",
              name);
    }
  }

  private CsvData csv(String text) throws IOException {
    return Data.csv(Files.writeString(folder.resolve("data.csv"), text));
  }
}
