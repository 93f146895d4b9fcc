package org.netwright.samples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class DatasetTest {
  @ParameterizedTest
  @CsvSource({"digits.csv, 1797, 64", "breast_cancer.csv, 569, 30", "diabetes.csv, 442, 10"})
  void loadsEveryFile(String file, int rows, int features) {
    Dataset data = Dataset.load(file);

    assertThat(data.size()).isEqualTo(rows);
    assertThat(data.x().shape()).containsExactly(rows, features);
    assertThat(data.y().shape()).containsExactly(rows, 1);
  }

  @Test
  void takesTheLastColumnAsTarget() {
    Dataset digits = Dataset.load("digits.csv");

    assertThat(digits.y().getInt(0)).isZero();
    assertThat(digits.y().getInt(1)).isEqualTo(1);
    assertThat(digits.x().getRow(0).getInt(2)).isEqualTo(5);
    assertThat(digits.x().maxNumber().intValue()).isEqualTo(16);
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(() -> Dataset.load("flowers.csv")).hasMessageContaining("flowers.csv");
  }

  @Test
  void splitsEveryRowToOneSide() {
    Split split = numbered(11).split(0.2, 7);

    assertThat(split.train().size()).isEqualTo(9);
    assertThat(split.test().size()).isEqualTo(2);
    assertThat(IntStream.concat(numbers(split.train()), numbers(split.test())))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void splitsAndShufflesBySeed() {
    Dataset data = numbered(50);

    assertThat(numbers(data.split(0.2, 7).train()).toArray())
        .isEqualTo(numbers(data.split(0.2, 7).train()).toArray())
        .isNotEqualTo(numbers(data.split(0.2, 8).train()).toArray())
        .isNotEqualTo(IntStream.range(0, 40).toArray());
  }

  @Test
  void keepsFeaturesAndTargetsTogether() {
    for (Dataset batch : numbered(10).batches(3, new Random(1))) {
      assertThat(batch.x().mul(2)).isEqualTo(batch.y());
    }
  }

  @Test
  void dealsOutEveryRowOnce() {
    List<Dataset> batches = numbered(10).batches(4, new Random(1));

    assertThat(batches).extracting(Dataset::size).containsExactly(4, 4, 2);
    assertThat(batches.stream().flatMapToInt(DatasetTest::numbers))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void standardizesByTheTrainingPartAlone() {
    Dataset train = Dataset.of(new float[][] {{1, 5, 10}, {3, 5, 30}});
    Dataset test = Dataset.of(new float[][] {{5, 6, 40}});

    Split split = new Split(train, test).standardizeFeatures().standardizeTargets();

    assertThat(values(split.train().x())).containsExactly(-1, 0, 1, 0);
    assertThat(values(split.test().x())).containsExactly(3, 1);
    assertThat(values(split.train().y())).containsExactly(-1, 1);
    assertThat(values(split.test().y())).containsExactly(2);
    assertThat(values(train.x())).as("the original").containsExactly(1, 5, 3, 5);
  }

  /** Rows 0, 1, 2, …, each with its number as feature and twice that as target. */
  private static Dataset numbered(int rows) {
    float[][] table = new float[rows][];
    for (int i = 0; i < rows; i++) {
      table[i] = new float[] {i, 2 * i};
    }
    return Dataset.of(table);
  }

  private static IntStream numbers(Dataset data) {
    return IntStream.of(data.x().dup().data().asInt());
  }

  private static float[] values(INDArray array) {
    return array.dup('c').data().asFloat();
  }
}
