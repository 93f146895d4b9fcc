package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts by three shares, by group and by time. Example i has the feature i. */
class SplitsTest {

  @Test
  void threeSharesGiveTheSamePartsAsTheLastTwo() {
    Data data = numbered(40);
    assertThat(parts(data.split(0.7, 0.15, 0.15, 5))).isEqualTo(parts(data.split(0.15, 0.15, 5)));
    assertThat(parts(data.split(0.7, 0.15, 0.15, 5)).stream().map(List::size))
        .containsExactly(28, 6, 6);
    assertThat(parts(data.stratifiedSplit(0.5, 0.25, 0.25, 5)))
        .isEqualTo(parts(data.stratifiedSplit(0.25, 0.25, 5)));
  }

  @Test
  void threeSharesAddUpToOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(40).split(0.7, 0.15, 0.2, 5))
        .withMessage(
            "expected shares for training, validation and test that are above 0 and add up to 1,"
                + " as in 0.7, 0.15, 0.15, got 0.7, 0.15, 0.2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(40).stratifiedSplit(70, 15, 15, 5))
        .withMessageEndingWith("got 70.0, 15.0, 15.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(40).split(1.2, -0.1, -0.1, 5))
        .withMessageEndingWith("got 1.2, -0.1, -0.1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(40).split(Double.NaN, 0.5, 0.5, 5))
        .withMessageEndingWith("got NaN, 0.5, 0.5");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void groupsStayTogetherAndSharesAreNear(long seed) {
    Random random = new Random(seed);
    List<String> groups =
        IntStream.range(0, 1000).mapToObj(i -> "customer " + random.nextInt(150)).toList();
    Data data = numbered(1000);

    Split two = data.groupSplit(groups, 0.2, seed);
    assertThat(two.test().size()).isEqualTo(200);
    requireApart(groups, two.train(), two.test());

    ThreeWaySplit three = data.groupSplit(groups, 0.7, 0.15, 0.15, seed);
    assertThat(List.of(three.train().size(), three.validation().size(), three.test().size()))
        .containsExactly(700, 150, 150);
    requireApart(groups, three.train(), three.validation(), three.test());

    List<Integer> held = new ArrayList<>();
    for (Split fold : data.groupFolds(groups, 4, seed)) {
      requireApart(groups, fold.train(), fold.test());
      assertThat(fold.test().size()).isBetween(249, 251);
      held.addAll(numbers(fold.test()));
    }
    assertThat(held).hasSize(1000).doesNotHaveDuplicates();
  }

  @Test
  void theSeedChoosesTheGroups() {
    List<Integer> groups = IntStream.range(0, 100).mapToObj(i -> i / 5).toList();
    Data data = numbered(100);
    assertThat(numbers(data.groupSplit(groups, 0.3, 1).test()))
        .isEqualTo(numbers(data.groupSplit(groups, 0.3, 1).test()));
    Set<Set<Integer>> tests = new HashSet<>();
    int[] tested = new int[20];
    for (int seed = 0; seed < 1000; seed++) {
      Set<Integer> test = new TreeSet<>();
      numbers(data.groupSplit(groups, 0.3, seed).test()).forEach(i -> test.add(i / 5));
      assertThat(test).hasSize(6);
      test.forEach(group -> tested[group]++);
      tests.add(test);
    }
    assertThat(tests).hasSizeGreaterThan(900);
    // Of 1000 draws of 6 of 20 groups, each has 300, within 4.5 deviations.
    assertThat(Arrays.stream(tested).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(235, 365));
  }

  @Test
  void groupsThatAreTooLargeLeaveEachPartOne() {
    // 97 examples of one group, and one each of three others.
    List<String> groups = new ArrayList<>(Collections.nCopies(97, "most"));
    groups.addAll(List.of("a", "b", "c"));
    ThreeWaySplit three = numbered(100).groupSplit(groups, 0.4, 0.3, 0.3, 7);
    assertThat(
            Stream.of(three.train(), three.validation(), three.test())
                .map(Data::size)
                .filter(size -> size == 0))
        .isEmpty();
    requireApart(groups, three.train(), three.validation(), three.test());

    // Of two halves, one is the nearest to a share of 0.2 that is not empty.
    List<Integer> halves = IntStream.range(0, 10).mapToObj(i -> i % 2).toList();
    assertThat(numbered(10).groupSplit(halves, 0.2, 1).test().size()).isEqualTo(5);
    assertThat(numbered(10).groupSplit(halves, 0.9, 1).test().size()).isEqualTo(5);
    // 3 + 3 + 4: the draw that takes exactly 4 is found, whatever the seed.
    List<Integer> uneven = List.of(0, 0, 0, 1, 1, 1, 2, 2, 2, 2);
    for (int seed = 0; seed < 20; seed++) {
      assertThat(numbers(numbered(10).groupSplit(uneven, 0.4, seed).test()))
          .containsExactlyInAnyOrder(6, 7, 8, 9);
    }
  }

  @Test
  void keysAreChecked() {
    Data data = numbered(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.groupSplit(List.of("a", "b"), 0.5, 1))
        .withMessage("expected 3 groups, one for each example in the same order, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.groupSplit(Arrays.asList("a", null, "b"), 0.5, 1))
        .withMessage("expected groups without missing values, got null in row 1 (counted from 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.groupFolds(List.of(1.0, 2.0, Double.NaN), 2, 1))
        .withMessage("expected groups without missing values, got NaN in row 2 (counted from 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.groupSplit(List.of(new int[1], new int[1], new int[1]), 0.5, 1))
        .withMessage(
            "expected groups that can be compared with equals, got an array in row 0 (counted from"
                + " 0); use List.of(…) for keys of several parts");
    assertThatNullPointerException()
        .isThrownBy(() -> data.timeSplit((List<Integer>) null, 0.5))
        .withMessage("times");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.timeSplit(List.of(1.0f, Float.NaN, 2.0f), 0.5))
        .withMessage("expected times without missing values, got NaN in row 1 (counted from 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.timeSplit(List.of(1, 2), 0.5))
        .withMessage("expected 3 times, one for each example in the same order, got 2");
  }

  @Test
  void thereMustBeAGroupForEachPart() {
    Data data = numbered(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.groupSplit(List.of(1, 1, 1), 0.5, 1))
        .withMessage("expected at least 2 groups, one for each part, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.groupSplit(List.of(1, 2, 1), 0.4, 0.3, 0.3, 1))
        .withMessage("expected at least 3 groups, one for each part, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.groupFolds(List.of(1, 2, 1), 3, 1))
        .withMessage("expected a number of folds from 2 to 2, the number of groups, got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.groupSplit(List.of(1, 2, 1), 1, 1))
        .withMessage("expected a test share above 0 and below 1, got 1.0");
  }

  @Test
  void theLatestExamplesAreTheTest() {
    List<LocalDate> dates =
        Stream.of(5, 1, 4, 2, 3, 9, 8, 7, 6, 10).map(day -> LocalDate.of(2024, 1, day)).toList();
    Data data = numbered(10);
    Split two = data.timeSplit(dates, 0.3);
    assertThat(numbers(two.train())).containsExactly(1, 3, 4, 2, 0, 8, 7);
    assertThat(numbers(two.test())).containsExactly(6, 5, 9);
    ThreeWaySplit three = data.timeSplit(dates, 0.6, 0.2, 0.2);
    assertThat(numbers(three.train())).containsExactly(1, 3, 4, 2, 0, 8);
    assertThat(numbers(three.validation())).containsExactly(7, 6);
    assertThat(numbers(three.test())).containsExactly(5, 9);
  }

  @Test
  void equalTimesAreNotTornApart() {
    // A share of 0.5 would cut the 4 examples of time 2; the cut after them is nearer.
    List<Integer> times = List.of(1, 2, 2, 2, 2, 3, 3, 3);
    Data data = numbered(8);
    assertThat(numbers(data.timeSplit(times, 0.5).train())).containsExactly(0, 1, 2, 3, 4);
    assertThat(numbers(data.timeSplit(times, 0.9).train())).containsExactly(0);
    assertThat(numbers(data.timeSplit(times, 0.01).test())).containsExactly(5, 6, 7);
    ThreeWaySplit three = data.timeSplit(times, 0.8, 0.1, 0.1);
    assertThat(numbers(three.train())).containsExactly(0);
    assertThat(numbers(three.validation())).containsExactly(1, 2, 3, 4);
    assertThat(numbers(three.test())).containsExactly(5, 6, 7);
    // Times that differ by equals, but not in their order.
    List<BigDecimal> decimals = Stream.of("1", "2.0", "2.00", "3").map(BigDecimal::new).toList();
    assertThat(numbers(numbered(4).timeSplit(decimals, 0.4).train())).containsExactly(0, 1, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(2).timeSplit(List.of(7, 7), 0.5))
        .withMessage("expected at least 2 different times, one for each part, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> data.timeSplit(times, 0.8, 0.1, 0.2))
        .withMessageEndingWith("got 0.8, 0.1, 0.2");
  }

  /** scikit-learn: TimeSeriesSplit(n_splits=3).split(range(11)). */
  @Test
  void foldsOfATimeSeriesTrainOnThePast() {
    List<Integer> times = IntStream.range(0, 11).mapToObj(i -> 100 - i).toList();
    List<Split> folds = numbered(11).timeFolds(times, 3);
    assertThat(folds.stream().map(fold -> numbers(fold.train())))
        .containsExactly(
            List.of(10, 9, 8, 7, 6),
            List.of(10, 9, 8, 7, 6, 5, 4),
            List.of(10, 9, 8, 7, 6, 5, 4, 3, 2));
    assertThat(folds.stream().map(fold -> numbers(fold.test())))
        .containsExactly(List.of(5, 4), List.of(3, 2), List.of(1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(4).timeFolds(List.of(1, 1, 2, 3), 3))
        .withMessage("expected at least 4 different times, one for each part, got 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> numbered(4).timeFolds(List.of(1, 1, 2, 3), 0))
        .withMessage("expected at least one fold, got 0");
  }

  @Test
  void keysBelongToTheExamplesOfAPart() {
    Data part = numbered(10).rows(7, 8, 9);
    assertThat(numbers(part.timeSplit(List.of(3, 2, 1), 0.3).test())).containsExactly(7);
    assertThat(numbers(part.groupSplit(List.of("a", "b", "b"), 0.4, 1).test())).containsExactly(7);
  }

  private static void requireApart(List<?> groups, Data... parts) {
    Set<Object> seen = new HashSet<>();
    List<Integer> all = new ArrayList<>();
    for (Data part : parts) {
      Set<Object> own = new HashSet<>();
      numbers(part).forEach(i -> own.add(groups.get(i)));
      assertThat(seen).doesNotContainAnyElementsOf(own);
      seen.addAll(own);
      all.addAll(numbers(part));
    }
    assertThat(all).hasSize(groups.size()).doesNotHaveDuplicates();
  }

  private static List<List<Integer>> parts(ThreeWaySplit split) {
    return Stream.of(split.train(), split.validation(), split.test())
        .map(SplitsTest::numbers)
        .toList();
  }

  private static List<Integer> numbers(Data data) {
    return Arrays.stream(data.x().data().asInt()).boxed().toList();
  }

  private static Data numbered(int n) {
    float[][] x = new float[n][1];
    int[] y = new int[n];
    for (int i = 0; i < n; i++) {
      x[i][0] = i;
      y[i] = i % 2;
    }
    return Data.of(x, y);
  }
}
