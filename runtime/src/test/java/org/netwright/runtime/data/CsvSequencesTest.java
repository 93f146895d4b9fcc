package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Files with a line for each step of a sequence. */
class CsvSequencesTest {
  private static final String STAYS =
      """
      patient,hour,pulse,ward,outcome
      bob,2,80,A,well
      ann,10,70,B,ill
      bob,1,90,A,well
      ann,9,75,A,ill
      ann,11,60,B,ill
      """;

  @TempDir Path folder;

  private CsvData file(String text) throws IOException {
    Path file = folder.resolve("stays.csv");
    Files.writeString(file, text);
    return Data.csv(file);
  }

  @Test
  void linesAreStepsInTheirOrder() throws IOException {
    Data data =
        file(STAYS)
            .sequences("patient")
            .steps("hour")
            .target("outcome")
            .categorical("ward", "outcome")
            .read();
    assertThat(data.size()).isEqualTo(2);
    assertThat(data.lengths()).containsExactly(2, 3);
    assertThat(data.featureNames()).containsExactly("pulse", "ward=A", "ward=B");
    INDArray x = data.x();
    assertThat(x.shape()).containsExactly(2, 3, 3);
    assertThat(x.slice(0).toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{90, 1, 0}, {80, 1, 0}, {0, 0, 0}});
    assertThat(x.slice(1).toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{75, 1, 0}, {70, 0, 1}, {60, 0, 1}});
    assertThat(data.classNames()).containsExactly("ill", "well");
    assertThat(data.y().toDoubleVector()).containsExactly(1, 0);
  }

  @Test
  void withoutStepsLinesAreInOrder() throws IOException {
    Data data =
        file(STAYS)
            .sequences("patient")
            .ignore("ward", "outcome")
            .target("pulse")
            .targetsOfSteps()
            .read();
    assertThat(data.lengths()).containsExactly(2, 3);
    assertThat(data.x().slice(0).toDoubleMatrix()).isDeepEqualTo(new double[][] {{2}, {1}, {0}});
    assertThat(data.y().toDoubleMatrix()).isDeepEqualTo(new double[][] {{80, 90, 0}, {70, 75, 60}});
  }

  @Test
  void timesAreSteps() throws IOException {
    Data data =
        file("""
                id,t,x,y
                1,2024-05-31T08:00,3,0
                1,2024-05-31T07:59,2,0
                1,2023-12-01T09:00,1,0
                """)
            .sequences("id")
            .steps("t")
            .target("y")
            .read();
    assertThat(data.x().slice(0).toDoubleMatrix()).isDeepEqualTo(new double[][] {{1}, {2}, {3}});
  }

  @Test
  void stepsMayHaveSeveralTargets() throws IOException {
    Data data =
        file("id,x,a,b\n1,3,4,5\n2,6,7,8\n1,9,10,11\n")
            .sequences("id")
            .target("a", "b")
            .targetsOfSteps()
            .read();
    assertThat(data.y().shape()).containsExactly(2, 2, 2);
    assertThat(data.y().slice(0).toDoubleMatrix()).isDeepEqualTo(new double[][] {{4, 5}, {10, 11}});
  }

  @Test
  void linesWithoutAValueAreLeftOut() throws IOException {
    CsvData file = file("id,t,x,y\n1,1,3,0\n1,2,,0\n,3,4,0\n2,1,5,1\n");
    file.sequences("id").steps("t").target("y");
    assertRefused(
        file::read,
        "stays.csv: 2 values are missing: line 3, column x; line 4, column id. To leave such lines out, use dropMissing()");
    Data data = file.dropMissing().read();
    assertThat(data.lengths()).containsExactly(1, 1);
    assertThat(data.omittedLines()).isEqualTo(2);
  }

  @Test
  void laterFilesAreReadLikeTheFirst() throws IOException {
    Data first =
        file(STAYS)
            .sequences("patient")
            .steps("hour")
            .target("outcome")
            .categorical("ward", "outcome")
            .read();
    Data later =
        file("ward,outcome,pulse,hour,patient\nB,well,50,1,eve\n")
            .as(first.columns().orElseThrow())
            .sequences("patient")
            .steps("hour")
            .read();
    assertThat(later.x().slice(0).toDoubleMatrix()).isDeepEqualTo(new double[][] {{50, 0, 1}});
    assertThat(later.y().toDoubleVector()).containsExactly(1);
    assertThat(later.columns()).isEqualTo(first.columns());
  }

  /** Tomorrow's file has no outcome yet, and other columns in another order. */
  @Test
  void sequencesWithoutTargetsAreReadToPredictFrom() throws IOException {
    Data first =
        file(STAYS)
            .sequences("patient")
            .steps("hour")
            .target("outcome")
            .categorical("ward", "outcome")
            .read();
    CsvData later =
        file("ward,note,pulse,hour,patient\nB,x,50,2,eve\nA,y,70,1,max\nA,z,60,1,eve\n");
    assertThatIllegalStateException()
        .isThrownBy(later::readSequences)
        .withMessage(
            "stays.csv: readSequences needs the column that says which sequence a line belongs to; add sequences(column)");
    later.sequences("patient").steps("hour");
    assertThatIllegalStateException()
        .isThrownBy(later::readSequences)
        .withMessage(
            "stays.csv: readSequences needs the columns that the network was trained on; add as(columns), with those of the trainer or model");
    try (Sequences stays = later.as(first.columns().orElseThrow()).readSequences()) {
      assertThat(stays.ids()).containsExactly("eve", "max");
      assertThat(stays.lengths()).containsExactly(2, 1);
      assertThat(stays.x().shape()).containsExactly(2, 2, 3);
      assertThat(stays.x().slice(0).toDoubleMatrix())
          .isDeepEqualTo(new double[][] {{60, 1, 0}, {50, 0, 1}});
      assertThat(stays.x().slice(1).toDoubleMatrix())
          .isDeepEqualTo(new double[][] {{70, 1, 0}, {0, 0, 0}});
    }
  }

  /** On the day when summer time ends, 02:30 with the earlier offset is before 02:10. */
  @Test
  void timesHaveTheirOwnOrder() throws IOException {
    assertOrder("2024-10-27T02:10+01:00", "2024-10-27T02:30+02:00");
    assertOrder("2024-10-27 02:10:00+01", "2024-10-27 02:30:00+02");
    assertOrder("2024-05-31 23:00", "2024-05-31T01:00:30");
    assertOrder("2024-05-31T08:00:10.5", "2024-05-31T08:00:10.25");
    assertOrder("2024-05-31T08:30Z", "2024-05-31T10:00+02:00");
    assertOrder("2024-06-01", "2024-05-31");
    assertOrder("10:00", "09:59:30");
    assertRefused(
        () -> times("2024-05-31T08:00", "2024-05-31 08:00:00"),
        "stays.csv: line 3, column t: expected another step than that of line 2, which is of the same sequence 1, got 2024-05-31 08:00:00 and 2024-05-31T08:00");
    assertRefused(
        () -> times("2024-05-31T08:00", "2024-05-31T08:00Z"),
        "stays.csv: column t: expected steps of one kind in the sequence 1, got a time 2024-05-31T08:00 in line 2 and a time with an offset 2024-05-31T08:00Z in line 3");
    assertRefused(
        () -> times("2024-05-31T08:00 PM", "2024-02-30"),
        "stays.csv: 2 values are not as expected: line 2, column t: expected a number, a date as in 2024-05-31, or a time as in 08:00 or 2024-05-31T08:00, got \"2024-05-31T08:00 PM\"; line 3, column t: expected a number, a date as in 2024-05-31, or a time as in 08:00 or 2024-05-31T08:00, got \"2024-02-30\"");
  }

  private Data times(String first, String second) throws IOException {
    return file("id,t,x,y\n1,%s,1,0\n1,%s,2,0\n".formatted(first, second))
        .sequences("id")
        .steps("t")
        .target("y")
        .read();
  }

  private void assertOrder(String later, String earlier) throws IOException {
    assertThat(times(later, earlier).x().slice(0).toDoubleMatrix())
        .isDeepEqualTo(new double[][] {{2}, {1}});
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    assertRefused(
        () -> file("id,t,x,y\n1,1,3,0\n1,2,3,1\n").sequences("id").steps("t").target("y").read(),
        "stays.csv: line 3, column y: expected 0, as in line 2 of the same sequence 1, got 1; if each step has a target of its own, use targetsOfSteps()");
    assertRefused(
        () ->
            file("id,t,x,y\n1,1,3,a\n1,2,3,b\n")
                .sequences("id")
                .steps("t")
                .target("y")
                .categorical("y")
                .read(),
        "stays.csv: line 3, column y: expected a, as in line 2 of the same sequence 1, got b; if each step has a target of its own, use targetsOfSteps()");
    assertRefused(
        () ->
            file("id,t,x,y\n1,2,3,0\n1,1,3,0\n1,2.0,3,0\n")
                .sequences("id")
                .steps("t")
                .target("y")
                .read(),
        "stays.csv: line 4, column t: expected another step than that of line 2, which is of the same sequence 1, got 2.0 and 2");
    assertRefused(
        () -> file("id,t,x,y\n1,soon,3,0\n").sequences("id").steps("t").target("y").read(),
        "stays.csv: 1 value is not as expected: line 2, column t: expected a number, a date as in 2024-05-31, or a time as in 08:00 or 2024-05-31T08:00, got \"soon\"");
    assertRefused(
        () ->
            file("id,t,x,y\n1,2024-05-31,3,0\n1,7,3,0\n")
                .sequences("id")
                .steps("t")
                .target("y")
                .read(),
        "stays.csv: column t: expected steps of one kind in the sequence 1, got a number 7 in line 3 and a date 2024-05-31 in line 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> file("id,t,x,y\n1,1,3,0\n").sequences("key").target("y").read())
        .withMessageStartingWith("stays.csv: expected a column key, got the columns id, t, x, y");
    assertThatIllegalStateException()
        .isThrownBy(() -> file("id,t,x,y\n1,1,3,0\n").steps("t").target("y").read())
        .withMessage(
            "stays.csv: steps(column) needs the column that says which sequence a line belongs to; add sequences(column)");
    assertThatIllegalStateException()
        .isThrownBy(() -> file("id,t,x,y\n1,1,3,0\n").sequences("y").target("y").read())
        .withMessage(
            "stays.csv: the column y is both in sequences(…) and in target(…); remove one");
    assertThatIllegalStateException()
        .isThrownBy(() -> file("id,t,x,y\n1,1,3,0\n").sequences("id").target("y").stream())
        .withMessage(
            "stays.csv: stream reads lines, each by itself; sequences(…) is for read() and readSequences()");
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}
