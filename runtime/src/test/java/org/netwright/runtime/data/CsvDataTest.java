package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvDataTest {
  private static final String HOUSES =
      """
      id,rooms, town ,price
      1,3,Rome,100.5
      2,4,Bari,80
      3,2.5,Rome,120
      """;

  @TempDir Path folder;

  @Test
  void readsNumbersAndCategories() throws IOException {
    Data data = Data.csv(file(HOUSES)).target("price").categorical("town").ignore("id").read();
    assertThat(data.featureNames()).containsExactly("rooms", "town=Bari", "town=Rome");
    assertThat(data.x().toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{3, 0, 1}, {4, 1, 0}, {2.5, 0, 1}});
    assertThat(data.y().toDoubleVector()).containsExactly(100.5, 80, 120);
    assertThat(data.classNames()).isEmpty();
  }

  @Test
  void numbersTheClassesOfATarget() throws IOException {
    Data data = Data.csv(file(HOUSES)).target("town").categorical("town").read();
    assertThat(data.y().toDoubleVector()).containsExactly(1, 0, 1);
    assertThat(data.classNames()).containsExactly("Bari", "Rome");
  }

  @Test
  void takesSeveralTargetsInTheirOrder() throws IOException {
    Data data = Data.csv(file(HOUSES)).target("price", "rooms").ignore("town").read();
    assertThat(data.y().toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{100.5, 3}, {80, 4}, {120, 2.5}});
  }

  @Test
  void readsLaterTablesLikeTheFirst() throws IOException {
    Columns columns =
        Data.csv(file(HOUSES))
            .target("price")
            .categorical("town")
            .ignore("id")
            .read()
            .columns()
            .orElseThrow();
    Columns saved = Columns.ofJson(columns.toJson());
    assertThat(saved).isEqualTo(columns);
    Path later = file("town,rooms\nRome,7\n");
    assertThat(Data.csv(later).as(saved).readFeatures().toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{7, 0, 1}});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("town,rooms\nRoma,7\n")).as(saved).readFeatures())
        .withMessage(
            "data.csv: 1 value is not as expected: line 2, column town: expected one of [Bari,"
                + " Rome], got \"Roma\"");
  }

  @Test
  void reportsMissingValuesByLineAndColumn() throws IOException {
    Path file = file("a,b,y\n1,,3\n4,5,6\nNA,8,9\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file).target("y").missing("NA").read())
        .withMessage(
            "data.csv: 2 values are missing: line 2, column b; line 4, column a. To leave such"
                + " lines out, use dropMissing()");
    Data rest = Data.csv(file).target("y").missing("NA").dropMissing().read();
    assertThat(rest.x().toDoubleMatrix()).isDeepEqualTo(new double[][] {{4, 5}});
  }

  @Test
  void reportsHowManyLinesWereLeftOut() throws IOException {
    Data rest = Data.csv(file("a,y\n1,3\n,6\n8,\n2,2\n")).target("y").dropMissing().read();
    assertThat(rest.omittedLines()).isEqualTo(2);
    assertThat(rest).hasToString("2 examples, x [n × 1], y [n × 1]; 2 lines of the file omitted");
    assertThat(rest.first(1).omittedLines()).isEqualTo(2);
    assertThat(Data.csv(file("a,y\n1,3\n")).target("y").read().omittedLines()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a,b,y\n1,,3\n,,6\n")).target("y").dropMissing().read())
        .withMessage(
            "data.csv: expected at least one line without missing values, but dropMissing() left out"
                + " all 2; lines without a value, by column: b 2, a 1");
  }

  @Test
  void readFeaturesKeepsEveryLine() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Data.csv(file("a,b\n1,\n4,5\n")).dropMissing().readFeatures())
        .withMessage(
            "data.csv: predictions need a row for each line, but dropMissing() leaves lines out;"
                + " remove dropMissing(), and fill in missing values or remove their lines from the"
                + " file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a,b\n1,\n4,5\n")).readFeatures())
        .withMessage(
            "data.csv: 1 value is missing: line 2, column b. Fill the values in, or remove these"
                + " lines from the file: each line needs a prediction");
  }

  @Test
  void reportsTextThatIsNotANumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file(HOUSES)).target("price").read())
        .withMessage(
            "data.csv: 3 values are not as expected: line 2, column town: expected a number, got"
                + " \"Rome\"; line 3, column town: expected a number, got \"Bari\"; line 4, column"
                + " town: expected a number, got \"Rome\". If the values of town are names, use"
                + " categorical(\"town\")");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("x,y\nInfinity,1\n")).target("y").read())
        .withMessageContaining("line 2, column x: expected a number, got \"Infinity\"");
  }

  @Test
  void reportsProblemsOfTheFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file(HOUSES)).target("prize").read())
        .withMessage(
            "data.csv: expected a column prize, got the columns id, rooms, town, price. Did you"
                + " mean price?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a;b\n1;2\n")).target("b").read())
        .withMessage(
            "data.csv: expected a column b, got the columns a;b; is the separator ';', as in"
                + " separator(';')?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a,b\n1,2\n3\n")).target("b").read())
        .withMessage("data.csv: expected 2 fields in line 3, as in the header, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("")).target("b").read())
        .withMessage(
            "data.csv: expected a header line with the names of the columns, got an empty file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a,b\n")).target("b").read())
        .withMessage("data.csv: expected at least one line after the header, got only the header");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a,a\n1,2\n")).target("a").read())
        .withMessage(
            "data.csv: expected a header line of different names, got a more than once in [a, a]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a,b\n1,2\n")).read())
        .withMessage("data.csv: expected a column to predict; name it, as in target(\"price\")");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a,b\n1,2,3\n")).target("b").read())
        .withMessage(
            "data.csv: expected 2 fields in line 2, as in the header, got 3; a field that contains"
                + " ',' must be in quotes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a\n1\n")).target("a").read())
        .withMessage("data.csv: expected a column besides the targets, got a");
  }

  @Test
  void readsQuotesAndByteOrderMarks() throws IOException {
    Data data = Data.csv(file("\uFEFFa,\"b, or c\",y\n1,\" 2 \",3\n\n4,5,6\n")).target("y").read();
    assertThat(data.featureNames()).containsExactly("a", "b, or c");
    assertThat(data.x().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 2}, {4, 5}});
  }

  @Test
  void refusesMissingHeaders() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("5.1,3.5,0\n4.9,3,1\n")).target("species").read())
        .withMessage(
            "data.csv: expected a column species, but the first line has numbers instead of names:"
                + " 5.1, 3.5, 0; add a header line with the names of the columns");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("5.1,3.5\n4.9,3\n")).readFeatures())
        .withMessage(
            "data.csv: expected a header line with the names of the columns, got numbers: 5.1, 3.5");
    assertThat(Data.csv(file("2019,2020\n1,2\n")).target("2020").read().featureNames())
        .containsExactly("2019");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file(",a,y\n0,1,2\n")).target("y").read())
        .withMessage(
            "data.csv: expected a name for each column, got a blank one for column 1; name it, or"
                + " leave it out with ignore(\"\")");
    assertThat(Data.csv(file(",a,y\n0,1,2\n")).target("y").ignore("").read().featureNames())
        .containsExactly("a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a,,b, \n1,2,3,4\n")).target("b").read())
        .withMessage(
            "data.csv: expected a header line of different names, got a blank name more than once in"
                + " [a, , b, ]");
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("data.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
