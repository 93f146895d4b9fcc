package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeightedDataTest {
  private static final int SIZE = 40;

  /** The weight of an example is one tenth of its feature, its class the number of its parity. */
  private static final Data DATA = data();

  private static Data data() {
    float[][] x = new float[SIZE][1];
    int[] classes = new int[SIZE];
    float[] weights = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      x[i][0] = i;
      classes[i] = i % 2;
      weights[i] = i / 10f;
    }
    return Data.of(x, classes).weighted(weights);
  }

  private static void hasItsOwnWeights(Data part) {
    float[] x = part.x().data().asFloat();
    float[] weights = part.weights().orElseThrow();
    assertThat(weights).hasSize(part.size());
    for (int i = 0; i < weights.length; i++) {
      assertThat(weights[i]).isEqualTo(x[i] / 10f);
    }
  }

  @Test
  void partsKeepTheirWeights() {
    Stream.of(DATA.rows(3, 3, 17), DATA.first(4), DATA.shuffled(2), DATA.shuffled(2).rows(5, 1))
        .forEach(WeightedDataTest::hasItsOwnWeights);
    Stream.of(DATA.split(0.3, 1), DATA.stratifiedSplit(0.3, 1))
        .flatMap(split -> Stream.of(split.train(), split.test()))
        .forEach(WeightedDataTest::hasItsOwnWeights);
    Stream.of(DATA.split(0.2, 0.2, 1), DATA.stratifiedSplit(0.2, 0.2, 1))
        .flatMap(split -> Stream.of(split.train(), split.validation(), split.test()))
        .forEach(WeightedDataTest::hasItsOwnWeights);
    Stream.of(DATA.folds(3, 1), DATA.stratifiedFolds(3, 1))
        .flatMap(List::stream)
        .flatMap(split -> Stream.of(split.train(), split.test()))
        .forEach(WeightedDataTest::hasItsOwnWeights);
  }

  @Test
  void examplesThatAreChosenTwiceMayDiffer() {
    Data part = DATA.rows(7, 7).weighted(1, 2);
    assertThat(part.weights().orElseThrow()).containsExactly(1, 2);
    assertThat(part.rows(1, 0).weights().orElseThrow()).containsExactly(2, 1);
    assertThat(DATA.weights().orElseThrow()[7]).isEqualTo(0.7f);
  }

  @Test
  void weightsAreCopied() {
    float[] weights = {1, 2};
    Data data = Data.of(new float[][] {{1}, {2}}, new float[] {1, 2}).weighted(weights);
    weights[0] = 9;
    data.weights().orElseThrow()[1] = 9;
    assertThat(data.weights().orElseThrow()).containsExactly(1, 2);
    assertThat(data).hasToString("2 examples, x [n × 1], y [n × 1], weighted");
    assertThat(Data.of(new float[][] {{1}}, new float[] {1}).weights()).isEmpty();
  }

  @Test
  void builtDataHaveWeights() {
    DataBuilder builder =
        Data.builder()
            .input("a", new float[][] {{1}, {2}})
            .target("b", new int[] {0, 1})
            .weights(0.5f, 0);
    assertThat(builder.build().rows(1, 0).weights().orElseThrow()).containsExactly(0, 0.5f);
    assertThatIllegalArgumentException()
        .isThrownBy(builder.weights(1)::build)
        .withMessage("expected 2 weights, one for each example, got 1");
  }

  @Test
  void wrongWeightsAreRefused() {
    Data data = Data.of(new float[][] {{1}, {2}}, new float[] {1, 2});
    refused(data, "expected 2 weights, one for each example, got 3", 1, 2, 3);
    refused(data, "expected 2 weights, one for each example, got 0");
    refused(
        data,
        "expected weights that are finite and ≥ 0, got -1.0 for example 1 (counted from 0)",
        1,
        -1);
    refused(
        data,
        "expected weights that are finite and ≥ 0, got NaN for example 0 (counted from 0)",
        Float.NaN,
        1);
    refused(
        data,
        "expected weights that are finite and ≥ 0, got Infinity for example 0 (counted from 0)",
        Float.POSITIVE_INFINITY,
        1);
    refused(data, "expected at least one weight above 0, but all 2 are 0", 0, -0f);
  }

  private static void refused(Data data, String message, float... weights) {
    assertThatIllegalArgumentException()
        .as(Arrays.toString(weights))
        .isThrownBy(() -> data.weighted(weights))
        .withMessage(message);
  }
}
