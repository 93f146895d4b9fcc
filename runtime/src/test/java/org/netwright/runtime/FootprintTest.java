package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.TargetEncoding;

/** What a step of the fast engine leaves behind: nothing. */
class FootprintTest {
  private static final int ROWS = 20;
  private static final int WARM_UP = 20_000;

  private final INDArray x = Nd4j.rand(DataType.FLOAT, ROWS, 3);

  @ParameterizedTest
  @EnumSource
  void stepsMakeNoGarbage(TargetEncoding encoding) {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
      INDArray own = x.castTo(type);
      INDArray y = targets(encoding).castTo(type);
      try (ChainTrainer trainer =
          ChainTrainer.builder().encoding(encoding).dropout(0.5).dataType(type).build()) {
        LossReport report = trainer.newReport();
        assertThat(bytesPerCall(() -> trainer.step(own, y, report))).as(type.name()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void predictionsMakeNoGarbage(DataType type) {
    INDArray own = x.castTo(type);
    INDArray result = Nd4j.create(type, ROWS, 2);
    try (ChainTrainer trainer = ChainTrainer.builder().dataType(type).build()) {
      assertThat(bytesPerCall(() -> trainer.predict(own, result))).isZero();
    }
  }

  @Test
  void classesOfRowsMakeNoGarbage() {
    float[] row = {1, -2, 3};
    int[] classes = new int[2];
    try (ChainTrainer trainer = ChainTrainer.builder().encoding(TargetEncoding.CLASSES).build()) {
      assertThat(bytesPerCall(() -> classes[trainer.predictClass(row)]++)).isZero();
      assertThat(bytesPerCall(() -> classes[trainer.predictClass(row, 0.3)]++)).isZero();
    }
  }

  @Test
  void predictionsOfModelsMakeNoGarbage(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      trainer.save(file);
    }
    INDArray result = Nd4j.create(DataType.FLOAT, ROWS, 2);
    float[] row = {1, -2, 3};
    float[] output = new float[2];
    int[] classes = new int[2];
    try (ChainModel model = ChainModel.load(file, Engine.CPU, TargetEncoding.CLASSES)) {
      assertThat(bytesPerCall(() -> model.predict(row, output))).isZero();
      assertThat(bytesPerCall(() -> model.probabilities(row, output))).isZero();
      assertThat(bytesPerCall(() -> classes[model.predictClass(row)]++)).isZero();
      assertThat(bytesPerCall(() -> classes[model.predictClass(row, 0.3)]++)).isZero();
      assertThat(bytesPerCall(() -> model.predict(x, result))).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  @EnabledOnOs(OS.LINUX)
  void manyStepsLeaveTheProcessAsLargeAsItWas(DataType type) throws IOException {
    INDArray own = x.castTo(type);
    INDArray y = targets(TargetEncoding.VALUES).castTo(type);
    try (ChainTrainer trainer = ChainTrainer.builder().dataType(type).build()) {
      LossReport report = trainer.newReport();
      // As many as are measured, so that the compiler has done its work, also on earlier tests.
      for (int i = 0; i < 500_000; i++) {
        trainer.step(own, y, report);
      }
      long before = residentKilobytes();
      for (int i = 0; i < 500_000; i++) {
        trainer.step(own, y, report);
      }
      // 64 bytes left behind by each step would be 32 MB.
      assertThat(residentKilobytes() - before).isLessThan(16_000);
    }
  }

  private static INDArray targets(TargetEncoding encoding) {
    return encoding == TargetEncoding.CLASSES
        ? Nd4j.zeros(DataType.FLOAT, ROWS)
        : Nd4j.rand(DataType.FLOAT, ROWS, 2);
  }

  private static long bytesPerCall(Runnable call) {
    for (int i = 0; i < WARM_UP; i++) {
      call.run();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int calls = 1000;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / calls;
  }

  private static long residentKilobytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
