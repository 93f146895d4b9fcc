package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.TargetEncoding;

/**
 * No array is left to the garbage collector, which sees only the small Java object before a large
 * off-heap buffer.
 *
 * <p>ND4J publishes no count of its buffers, so this looks at the list from which it would free
 * them after a collection. Its operations leave scalars and shapes there, which are not ours to
 * close.
 */
class MemoryTest {
  private static final int ROWS = 100;
  private static final int CALLS = 25;

  @ParameterizedTest
  @EnumSource
  void stepsLeaveNothingOpen(TargetEncoding encoding) throws ReflectiveOperationException {
    INDArray x = Nd4j.ones(DataType.FLOAT, ROWS, 3);
    INDArray y = targets(encoding);
    try (ChainTrainer trainer = ChainTrainer.builder().encoding(encoding).dropout(0.5).build()) {
      assertNothingStaysOpen(() -> trainer.step(x, y));
    }
  }

  @Test
  void predictionsLeaveNothingOpenButTheResult() throws ReflectiveOperationException {
    INDArray x = Nd4j.ones(DataType.DOUBLE, 5000, 3);
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      assertNothingStaysOpen(() -> trainer.predict(x).close());
    }
  }

  @Test
  void growingAndShrinkingBatchesLeaveNothingOpen() throws ReflectiveOperationException {
    INDArray[] x = new INDArray[CALLS * 2];
    for (int i = 0; i < x.length; i++) {
      x[i] = Nd4j.ones(DataType.FLOAT, ROWS + (i % 2) * 7 + i, 3);
    }
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      int[] next = {0};
      assertNothingStaysOpen(() -> trainer.predict(x[next[0]++]).close());
    }
  }

  @Test
  void closedTrainersLeaveNothingOpen() throws ReflectiveOperationException {
    INDArray x = Nd4j.ones(DataType.FLOAT, ROWS, 3);
    INDArray y = targets(TargetEncoding.VALUES);
    assertNothingStaysOpen(
        () -> {
          try (ChainTrainer trainer = ChainTrainer.builder().build()) {
            trainer.step(x, y);
          }
        });
  }

  @Test
  void closedModelsLeaveNothingOpen(@TempDir Path folder)
      throws IOException, ReflectiveOperationException {
    Path file = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      trainer.save(file);
    }
    INDArray x = Nd4j.ones(DataType.FLOAT, ROWS, 3);
    Path other = Files.writeString(folder.resolve("none.safetensors"), "no model at all");
    assertNothingStaysOpen(
        () -> {
          try (ChainModel model = ChainModel.load(file)) {
            model.predict(x).close();
            model.predict(1, 2, 3);
            assertThatIOException().isThrownBy(() -> ChainModel.load(other));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static INDArray targets(TargetEncoding encoding) {
    return encoding == TargetEncoding.CLASSES
        ? Nd4j.zeros(DataType.FLOAT, ROWS)
        : Nd4j.ones(DataType.FLOAT, ROWS, 2);
  }

  private static void assertNothingStaysOpen(Runnable call) throws ReflectiveOperationException {
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    // Less than before is possible: the collector may take what other tests have left.
    long before = openArrays();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    assertThat(openArrays() - before).as("arrays left open by %d calls", CALLS).isNotPositive();
  }

  /** Counts the arrays that are in use, or forgotten and not yet collected. */
  private static long openArrays() throws ReflectiveOperationException {
    Field field = DeallocatorService.class.getDeclaredField("referenceMap");
    field.setAccessible(true);
    Map<?, ?> references = (Map<?, ?>) field.get(Nd4j.getDeallocatorService());
    return references.values().stream()
        .map(reference -> ((Reference<?>) reference).get())
        .filter(target -> target instanceof DataBuffer buffer && isOpenArray(buffer))
        .count();
  }

  private static boolean isOpenArray(DataBuffer buffer) {
    boolean scalar = buffer.length() == 1;
    boolean view = buffer.length() < buffer.underlyingLength();
    return buffer.dataType().isFPType() && !scalar && !view && !buffer.wasClosed();
  }
}
