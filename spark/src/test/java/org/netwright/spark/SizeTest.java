package org.netwright.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.run.ReplicaNetwork;

/** What does not fit in an array is refused before anything is computed. */
class SizeTest {
  private static ReplicaNetwork network(long features, long modelBytes, long stateBytes) {
    return new ReplicaNetwork(
        "Net", List.of(features), TargetEncoding.VALUES, 1, 1, List.of(), modelBytes, stateBytes);
  }

  private static RowReader reader(long features) {
    return new RowReader(network(features, 100, 300), "features", "label");
  }

  @Test
  void rowsOfATask() {
    // 2,000,000,000 rows of 16 bytes: 2^31 - 64 bytes are 134,217,724 rows.
    reader(3).requireTaskSize(2_000_000_000L, 15, false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader(3).requireTaskSize(2_000_000_000L, 14, false))
        .withMessage(
            "each of 14 tasks would have 142857143 rows of 16 bytes, and a task cannot have 2³¹ bytes or more; set numWorkers to 15 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader(3).requireTaskSize(2_000_000_000L, 15, true))
        .withMessageContaining("set numWorkers to 30 or more, or dataType to FLOAT");
  }

  @Test
  void oneRow() {
    assertThat(reader(500_000_000).rowBytes(false)).isEqualTo(2_000_000_004);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader(500_000_000).rowBytes(true))
        .withMessageContaining("Net takes rows of 500000001 numbers, which are 4000000008 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> reader(Integer.MAX_VALUE).rowBytes(false))
        .withMessageContaining("rows of 2147483648 numbers");
  }

  @Test
  void allRows() {
    Training.requireSize(2_147_483_639L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.requireSize(2_147_483_640L))
        .withMessageContaining("the dataset has 2147483640 rows, more than the 2147483639");
  }

  @Test
  void modelsAndCheckpoints() {
    TrainingSettings without = settings(null);
    TrainingSettings with = settings("folder");
    Training.requireSize(network(3, 1_000_000_000, 3_000_000_000L), without);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.requireSize(network(3, 1_000_000_000, 3_000_000_000L), with))
        .withMessageContaining("a checkpoint of Net has 3016777216 bytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Training.requireSize(network(3, 3_000_000_000L, 9_000_000_000L), without))
        .withMessageContaining("the model file of Net has 3016777216 bytes")
        .withMessageContaining("train so large a network on one machine");
  }

  private static TrainingSettings settings(String folder) {
    return new TrainingSettings("NetTrainer", DataType.FLOAT, 1, null, 1, 1, folder, 1);
  }

  /** A batch of 512 rows of 5,000,000 numbers would have more than 2³¹. */
  @Test
  void batchesOfPredictions() {
    assertThat(PredictTask.batch(4, 3)).isEqualTo(512);
    assertThat(PredictTask.batch(5_000_000, 3)).isEqualTo(3);
    assertThat(PredictTask.batch(4, 5_000_000)).isEqualTo(3);
    assertThat(PredictTask.batch(50_000_000, 3)).isEqualTo(1);
  }

  @Test
  void bytesOfANetwork() {
    try (var trainer = ClassesNetTrainer.builder().build()) {
      ReplicaNetwork network = ReplicaNetwork.of(trainer);
      // (4 · 16 + 16) + (16 · 3 + 3) parameters, and two averages of Adam for each.
      assertThat(network.modelBytes()).isEqualTo(131 * Float.BYTES);
      assertThat(network.stateBytes()).isEqualTo(3 * 131 * Float.BYTES);
    }
  }
}
