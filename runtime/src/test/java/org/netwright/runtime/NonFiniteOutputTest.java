package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.TargetEncoding;

/** Parameters can be finite, and the numbers that they lead to infinite. */
class NonFiniteOutputTest {
  private static final float LARGE = 1e30f;

  @TempDir private Path folder;

  private Path file(TargetEncoding encoding) throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().encoding(encoding).build()) {
      trainer.network().hidden.weight(Nd4j.valueArrayOf(new long[] {3, 5}, LARGE));
      trainer.network().predict.weight(Nd4j.valueArrayOf(new long[] {5, 2}, LARGE));
      trainer.save(file);
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource
  void aModelReturnsNoInfinity(Engine engine) throws IOException {
    INDArray x = Nd4j.zeros(DataType.FLOAT, 5000, 3);
    x.putScalar(4500, 1, 7);
    try (ChainModel model =
        ChainModel.load(file(TargetEncoding.CLASSES), engine, TargetEncoding.CLASSES)) {
      float[] output = {8, 9};
      INDArray result = Nd4j.create(DataType.FLOAT, 5000, 2);
      assertRefused(
          4500,
          () -> model.predict(x),
          () -> model.predict(x, result),
          () -> model.probabilities(x),
          () -> model.predictClasses(x));
      assertRefused(
          0,
          () -> model.predict(0, 7, 0),
          () -> model.predict(new float[] {0, 7, 0}, output),
          () -> model.probabilities(new float[] {0, 7, 0}, output),
          () -> model.predictClass(0, 7, 0));
      assertThat(output).containsExactly(8, 9);
      // The model still works for other rows.
      assertThat(model.predict(0, 0, 0)).hasSize(2);
    }
  }

  @Test
  void aTrainerReturnsNoInfinity() throws IOException {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      try (ChainTrainer trainer = ChainTrainer.builder().dataType(type).build()) {
        double large = type == DataType.FLOAT ? LARGE : 1e200;
        trainer.network().hidden.weight(Nd4j.valueArrayOf(new long[] {3, 5}, large, type));
        trainer.network().predict.weight(Nd4j.valueArrayOf(new long[] {5, 2}, large, type));
        INDArray x = Nd4j.ones(type, 4, 3);
        assertThatIllegalStateException()
            .isThrownBy(() -> trainer.predict(x))
            .withMessage(message(0, type));
      }
    }
  }

  private static void assertRefused(int row, ThrowingCallable... calls) {
    Stream.of(calls)
        .forEach(
            call ->
                assertThatIllegalStateException()
                    .isThrownBy(call)
                    .withMessage(message(row, DataType.FLOAT)));
  }

  private static String message(int row, DataType type) {
    return "predict: the output is Infinity in row %d (counted from 0); the parameters, or the numbers in this row of x, are too large to compute with in %s"
        .formatted(row, type);
  }
}
