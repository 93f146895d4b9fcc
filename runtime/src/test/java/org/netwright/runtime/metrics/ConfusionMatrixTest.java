package org.netwright.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfusionMatrixTest {
  private static final ConfusionMatrix PETS =
      ConfusionMatrix.of(
          new int[] {0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2},
          new int[] {0, 0, 0, 1, 1, 1, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1},
          3);

  @Test
  void countsRowsByActualClassFirst() {
    ConfusionMatrix matrix = ConfusionMatrix.of(new int[] {0, 1, 1, 1}, new int[] {1, 0, 1, 0}, 2);
    assertThat(matrix.count(0, 1)).isEqualTo(1);
    assertThat(matrix.count(1, 0)).isEqualTo(2);
    assertThat(matrix.precision(1)).isEqualTo(1.0 / 2);
    assertThat(matrix.recall(1)).isEqualTo(1.0 / 3);
    assertThat(matrix.f1(1)).isEqualTo(2.0 / 5);
  }

  @Test
  void doesNotChangeWithItsArrays() {
    int[] actual = {0, 1};
    int[] predicted = {0, 1};
    ConfusionMatrix matrix = ConfusionMatrix.of(actual, predicted, 2);
    Arrays.fill(actual, 0);
    Arrays.fill(predicted, 1);
    assertThat(matrix.accuracy()).isEqualTo(1);
    assertThat(matrix.count(0, 1)).isZero();
  }

  @Test
  void printsAsATable() {
    assertThat(PETS.toTable(List.of("cat", "hamster", "ox")).lines())
        .containsExactly(
            "         predicted",
            "actual   cat  hamster  ox",
            "cat        3        1   0",
            "hamster    1        2   0",
            "ox         0        1  11");
    assertThat(PETS.toString().lines())
        .containsExactly(
            "        predicted",
            "actual  0  1   2",
            "0       3  1   0",
            "1       1  2   0",
            "2       0  1  11");
  }

  static Stream<Arguments> badCalls() {
    int[] two = {0, 1};
    return Stream.of(
        Arguments.of(new int[0], new int[0], 2, "expected at least one row, got none"),
        Arguments.of(
            two,
            two,
            1,
            "expected at least 2 classes, got 1; a yes-or-no answer has the classes 0 and 1"),
        Arguments.of(two, two, 46_341, "expected at most 46340 classes, got 46341"),
        Arguments.of(
            new int[] {0, 4, 1, 7},
            new int[4],
            5,
            "expected actual classes from 0 to 4, got 7 in row 3 (counted from 0)"),
        Arguments.of(
            two,
            new int[] {1, -1},
            2,
            "expected predicted classes from 0 to 1, got -1 in row 1 (counted from 0)"));
  }

  @ParameterizedTest
  @MethodSource("badCalls")
  void reportsInvalidArguments(int[] actual, int[] predicted, int classes, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionMatrix.of(actual, predicted, classes))
        .withMessage(message);
  }

  @Test
  void knowsItsClasses() {
    Stream.<ThrowingCallable>of(
            () -> PETS.count(0, 3),
            () -> PETS.count(3, 0),
            () -> PETS.precision(3),
            () -> PETS.recall(3),
            () -> PETS.f1(3),
            () -> PETS.support(3))
        .forEach(
            call ->
                assertThatIllegalArgumentException()
                    .isThrownBy(call)
                    .withMessage("expected a class from 0 to 2, got 3"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PETS.count(0, -1))
        .withMessage("expected a class from 0 to 2, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PETS.toTable(List.of("cat", "dog")))
        .withMessage("expected names of 3 classes, got 2: [cat, dog]");
  }
}
