package org.netwright.runtime.internal.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.TensorMemory;

/** Threads that share an update compute the bits that one would. */
class AdamTilesTest {
  private final Random random = new Random(1);

  @ParameterizedTest
  @ValueSource(ints = {1, 2048, 65_535, 65_536, 200_003})
  void piecesAreThoseOfOneUpdate(int length) {
    float[] g = numbers(length);
    float[] m = numbers(length);
    float[] v = numbers(length);
    float[] p = numbers(length);
    FloatMemory mean = memory(m);
    FloatMemory variance = memory(v);
    FloatMemory values = memory(p);
    AdamTiles tiles = new AdamTiles();
    for (int step = 0; step < 2; step++) {
      tiles.set(0.9, 0.999, 0.01f, 1.5f, 1e-8f);
      tiles.apply(memory(g), mean, variance, values);
      for (int first = 0; first < length; first += Tiles.SIZE) {
        int n = Tiles.size(first, length);
        float[] tileM = part(m, first, n);
        float[] tileV = part(v, first, n);
        float[] tileP = part(p, first, n);
        tiles.apply(part(g, first, n), tileM, tileV, tileP, n);
        System.arraycopy(tileM, 0, m, first, n);
        System.arraycopy(tileV, 0, v, first, n);
        System.arraycopy(tileP, 0, p, first, n);
      }
    }
    assertThat(numbers(mean, length)).isEqualTo(m);
    assertThat(numbers(variance, length)).isEqualTo(v);
    assertThat(numbers(values, length)).isEqualTo(p);
  }

  private static float[] part(float[] all, int first, int n) {
    return Arrays.copyOfRange(all, first, first + n);
  }

  private float[] numbers(int length) {
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = random.nextFloat();
    }
    return numbers;
  }

  private static FloatMemory memory(float[] numbers) {
    FloatMemory memory = TensorMemory.uninitialized(DataType.FLOAT, numbers.length).floats();
    memory.put(0, numbers, numbers.length);
    return memory;
  }

  private static float[] numbers(FloatMemory memory, int length) {
    float[] numbers = new float[length];
    memory.get(0, numbers, length);
    return numbers;
  }
}
