package org.netwright.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.training.TrainingDivergedException;

/** Tasks that fail or are killed in the middle of training. */
class FailureTest {
  private static final int STEPS_PER_EPOCH = 5;

  @TempDir private Path folder;

  private final AtomicInteger faults = new AtomicInteger();

  private static NetwrightEstimator estimator() {
    return new NetwrightEstimator(ValueNetTrainer.class)
        .setSeed(3)
        .setEpochs(6)
        .setBatchSize(10)
        .setNumWorkers(4);
  }

  private static Dataset<Row> dataset() {
    return LocalSpark.dataset(LocalSpark.rows(10 * STEPS_PER_EPOCH));
  }

  @AfterEach
  void disarm() {
    Fault.task = -1;
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aTaskThatFailsOnceContinuesFromTheCheckpointWithTheSameBits() throws IOException {
    byte[] undisturbed = estimator().fit(dataset()).file();
    // In the fourth epoch. Counted are the calls of the task, also after the restart.
    AtomicInteger epochsKept = new AtomicInteger();
    Fault.arm(
        2,
        3 * STEPS_PER_EPOCH + 2,
        () -> {
          faults.incrementAndGet();
          epochsKept.set(newestCheckpoint());
          throw new IllegalStateException("a fault in task 2");
        });
    NetwrightModel model = estimator().setCheckpointDir(folder.toUri().toString()).fit(dataset());
    assertThat(faults).hasValue(1);
    assertThat(epochsKept.get()).isIn(2, 3);
    // Without a restart there would be 6 epochs, without a checkpoint 3 more.
    int calls = 3 * STEPS_PER_EPOCH + 2 - Fault.CALLS.get();
    assertThat(calls).isLessThanOrEqualTo((6 + 2) * STEPS_PER_EPOCH);
    assertThat(model.file()).isEqualTo(undisturbed);
    assertThat(model.history().orElseThrow().epochs()).hasSize(6);
    assertThat(files()).allMatch(name -> name.endsWith(".crc")).isEmpty();
  }

  private int newestCheckpoint() {
    try {
      return files().stream()
          .filter(name -> name.endsWith(".safetensors"))
          .mapToInt(name -> Integer.parseInt(name.replaceAll(".*epoch-(\\d+).*", "$1")))
          .max()
          .orElse(0);
    } catch (IOException e) {
      return -1;
    }
  }

  @Test
  void aTaskThatIsKilledContinues() {
    byte[] undisturbed = estimator().fit(dataset()).file();
    SparkContext spark = LocalSpark.session().sparkContext();
    Fault.arm(
        1,
        2 * STEPS_PER_EPOCH,
        () -> {
          faults.incrementAndGet();
          long task = TaskContext.get().taskAttemptId();
          spark.killTaskAttempt(task, true, "killed by a test");
        });
    NetwrightModel model =
        estimator().setCheckpointDir(folder.toString()).setCheckpointInterval(2).fit(dataset());
    assertThat(faults).hasValue(1);
    assertThat(model.file()).isEqualTo(undisturbed);
  }

  @Test
  void withoutCheckpointsTheStageBeginsAgain() {
    byte[] undisturbed = estimator().fit(dataset()).file();
    Fault.arm(
        0,
        2 * STEPS_PER_EPOCH,
        () -> {
          faults.incrementAndGet();
          throw new IllegalStateException("a fault in task 0");
        });
    assertThat(estimator().fit(dataset()).file()).isEqualTo(undisturbed);
    assertThat(faults).hasValue(1);
  }

  /** As after the end of an application, the next fit finds the checkpoints of the failed one. */
  @Test
  void aFitThatFailedIsContinuedByTheNext() throws IOException {
    byte[] undisturbed = estimator().fit(dataset()).file();
    Fault.arm(
        3,
        3 * STEPS_PER_EPOCH,
        () -> {
          // Again in each attempt, until Spark gives up.
          Fault.CALLS.set(2);
          throw new IllegalStateException("a fault in task 3");
        });
    NetwrightEstimator estimator = estimator().setCheckpointDir(folder.toString());
    assertThatThrownBy(() -> estimator.fit(dataset())).hasMessageContaining("a fault in task 3");
    assertThat(newestCheckpoint()).isGreaterThanOrEqualTo(1);
    // Another run in the same folder neither continues them nor removes them.
    Fault.task = -1;
    estimator.copy(ParamMap.empty()).setSeed(4).fit(dataset());
    assertThat(newestCheckpoint()).isGreaterThanOrEqualTo(1);
    Fault.arm(0, Integer.MAX_VALUE, () -> {});
    assertThat(estimator.fit(dataset()).file()).isEqualTo(undisturbed);
    assertThat(Integer.MAX_VALUE - Fault.CALLS.get()).isLessThan(6 * STEPS_PER_EPOCH);
    assertThat(newestCheckpoint()).isZero();
  }

  @Test
  void theCheckpointBeforeIsUsedIfTheNewestIsDamaged() throws IOException {
    byte[] undisturbed = estimator().fit(dataset()).file();
    Fault.arm(
        3,
        4 * STEPS_PER_EPOCH,
        () -> {
          Fault.CALLS.set(1);
          throw new IllegalStateException("a fault in task 3");
        });
    NetwrightEstimator estimator = estimator().setCheckpointDir(folder.toString());
    assertThatThrownBy(() -> estimator.fit(dataset())).hasMessageContaining("a fault in task 3");
    int newest = newestCheckpoint();
    assertThat(newest).isGreaterThanOrEqualTo(2);
    for (String name : files()) {
      if (name.contains("epoch-%06d".formatted(newest))) {
        Path file = folder.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        if (!name.endsWith(".crc")) {
          Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        }
      }
    }
    Fault.arm(0, Integer.MAX_VALUE, () -> {});
    assertThat(estimator.fit(dataset()).file()).isEqualTo(undisturbed);
    assertThat(Integer.MAX_VALUE - Fault.CALLS.get())
        .isEqualTo((6 - (newest - 1)) * STEPS_PER_EPOCH);
    assertThat(files()).isEmpty();
  }

  @Test
  void aLossThatIsNotFiniteEndsTrainingAtOnce() {
    assertThatThrownBy(() -> estimator().setLearningRate(1e30).fit(dataset()))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageMatching(
            "step \\d, in epoch 1: the loss is .* learning rate \\(it is 1.0E30\\).*");
  }
}
