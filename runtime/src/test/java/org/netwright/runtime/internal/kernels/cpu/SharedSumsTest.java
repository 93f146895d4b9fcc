package org.netwright.runtime.internal.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.TensorMemory;

/** Threads that share a sum compute the bits that one would. */
class SharedSumsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2049, 32_768, 65_537, 131_072, 300_001})
  void sumsAreThoseOfOneThread(int length) {
    FloatMemory memory = TensorMemory.uninitialized(DataType.FLOAT, length).floats();
    Random random = new Random(length);
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    memory.put(0, numbers, length);
    SharedSums sums = new SharedSums();
    for (int repeat = 0; repeat < 2; repeat++) {
      assertThat(sums.ofSizes(memory)).isEqualTo(memory.sumOfSizes(length));
      assertThat(sums.ofSquares(memory)).isEqualTo(memory.sumOfSquares(length));
    }
  }
}
