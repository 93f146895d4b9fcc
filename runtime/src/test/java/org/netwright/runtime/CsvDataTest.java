package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.Columns;

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
  void readsLaterTablesAsTheFirst() throws IOException {
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
  void tellsMissingValuesByLineAndColumn() throws IOException {
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
  void tellsWhatIsNoNumber() {
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
  void tellsWhatIsWrongWithTheFile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file(HOUSES)).target("prize").read())
        .withMessage("data.csv: expected a column prize, got the columns id, rooms, town, price");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a;b\n1;2\n")).target("b").read())
        .withMessage(
            "data.csv: expected a column b, got the columns a;b; is the separator another than"
                + " ','?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a,b\n1,2\n3\n")).target("b").read())
        .withMessage("data.csv: expected 2 fields in line 3, as in the header, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("")).target("b").read())
        .withMessage(
            "data.csv: expected a header line with the names of the columns, got an empty file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a,b\n")).target("b").read())
        .withMessage("data.csv: expected at least one line behind the header");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a,a\n1,2\n")).target("a").read())
        .withMessage("data.csv: expected a header line of different names, got [a, a]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a,b\n1,2\n")).read())
        .withMessage("data.csv: expected a column to predict; name it, as in target(\"price\")");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("a\n1\n")).target("a").read())
        .withMessage("data.csv: expected a column besides the targets, got [a]");
  }

  @Test
  void readsQuotesAndByteOrderMarks() throws IOException {
    Data data = Data.csv(file("\uFEFFa,\"b, or c\",y\n1,\" 2 \",3\n\n4,5,6\n")).target("y").read();
    assertThat(data.featureNames()).containsExactly("a", "b, or c");
    assertThat(data.x().toDoubleMatrix()).isDeepEqualTo(new double[][] {{1, 2}, {4, 5}});
  }

  @Test
  void streamsInBatches() throws IOException {
    DataStream stream =
        Data.csv(file("x,y\n1,a\n2,b\n3,a\n4,a\n5,b\n")).target("y").categorical("y").stream();
    for (int epoch = 0; epoch < 2; epoch++) {
      List<Double> seen = new ArrayList<>();
      List<Integer> sizes = new ArrayList<>();
      try (DataStream.Batches batches = stream.open(2)) {
        for (Data batch = batches.next(); batch != null; batch = batches.next()) {
          sizes.add(batch.size());
          for (double y : batch.y().toDoubleVector()) {
            seen.add(y);
          }
        }
      }
      assertThat(sizes).containsExactly(2, 2, 1);
      assertThat(seen).containsExactly(0.0, 1.0, 0.0, 0.0, 1.0);
    }
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("data.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
