package org.netwright.runtime.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Memory of our own, and that of ND4J's backend, which stands for one on a GPU. */
class TensorMemoryTest {
  private static Stream<Arguments> memories() {
    BiFunction<DataType, Long, TensorMemory> own = OwnMemory::ofZeros;
    BiFunction<DataType, Long, TensorMemory> backend = BackendMemory::ofZeros;
    return Stream.of(DataType.FLOAT, DataType.DOUBLE)
        .flatMap(type -> Stream.of(Arguments.of(own, type), Arguments.of(backend, type)));
  }

  @ParameterizedTest
  @MethodSource("memories")
  void numbersAreThoseOfTheArray(BiFunction<DataType, Long, TensorMemory> kind, DataType type) {
    try (TensorMemory memory = kind.apply(type, 10_000L)) {
      assertThat(memory.dataType()).isEqualTo(type);
      assertThat(memory.length()).isEqualTo(10_000);
      INDArray array = memory.array();
      assertThat(array.sumNumber().doubleValue()).isZero();
      assertThat(memory.array()).isSameAs(array);
      memory.put(9_999, 1.5);
      assertThat(array.getDouble(9_999)).isEqualTo(1.5);
      array.putScalar(3, -2);
      assertThat(memory.get(3)).isEqualTo(-2);
      memory.fill(5_000, 10, 4);
      assertThat(array.getDouble(4_999)).isZero();
      assertThat(array.getDouble(5_009)).isEqualTo(4);
      double[] many = new double[9_000];
      many[8_999] = 0.25;
      memory.put(1_000, many, 9_000);
      assertThat(array.getDouble(9_999)).isEqualTo(0.25);
      assertThat(array.getDouble(5_009)).isZero();
    }
  }

  /** More numbers than are converted at a time. */
  @ParameterizedTest
  @MethodSource("memories")
  void numbersOfBothTypesAreCopiedInBulk(
      BiFunction<DataType, Long, TensorMemory> kind, DataType type) {
    try (TensorMemory memory = kind.apply(type, 10_000L)) {
      float[] floats = new float[9_001];
      double[] doubles = new double[9_001];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = i / 4f;
        doubles[i] = -i / 8.0;
      }
      float[] floatsBack = new float[9_001];
      double[] doublesBack = new double[9_001];
      memory.put(999, floats, 9_001);
      assertThat(memory.get(998)).isZero();
      assertThat(memory.get(1_000)).isEqualTo(0.25);
      assertThat(memory.get(9_999)).isEqualTo(2_250);
      memory.get(999, floatsBack, 9_001);
      assertThat(floatsBack).isEqualTo(floats);
      memory.get(999, doublesBack, 9_001);
      assertThat(doublesBack[9_000]).isEqualTo(2_250);
      memory.put(999, doubles, 9_001);
      memory.get(999, doublesBack, 9_001);
      assertThat(doublesBack).isEqualTo(doubles);
      memory.get(999, floatsBack, 9_001);
      assertThat(floatsBack[9_000]).isEqualTo(-1_125f);
    }
  }

  @ParameterizedTest
  @MethodSource("memories")
  void copiesGoFromEitherKindToEither(
      BiFunction<DataType, Long, TensorMemory> kind, DataType type) {
    memories()
        .forEach(
            other -> {
              @SuppressWarnings("unchecked") // as memories() makes them
              BiFunction<DataType, Long, TensorMemory> otherKind =
                  (BiFunction<DataType, Long, TensorMemory>) other.get()[0];
              try (TensorMemory from = otherKind.apply((DataType) other.get()[1], 6L);
                  TensorMemory to = kind.apply(type, 6L)) {
                for (int i = 0; i < 6; i++) {
                  from.put(i, i + 0.5);
                }
                to.copy(from, 1, 3, 2);
                assertThat(new DenseTensor(to, 0, 2, 3).elements())
                    .containsExactly(0, 0, 0, 1.5, 2.5, 0);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("memories")
  void whatWasClosedIsNotRead(BiFunction<DataType, Long, TensorMemory> kind, DataType type) {
    TensorMemory memory = kind.apply(type, 8L);
    INDArray array = memory.array();
    INDArray view = array.reshape(2, 4);
    memory.close();
    memory.close();
    assertThat(memory.isClosed()).isTrue();
    assertThatIllegalStateException().isThrownBy(() -> array.addi(1));
    assertThatIllegalStateException().isThrownBy(() -> view.addi(1));
  }

  @Test
  void blocksBeginAtALineOfTheCache() {
    for (int length = 1; length < 20; length++) {
      try (TensorMemory memory = OwnMemory.ofAny(DataType.FLOAT, length)) {
        assertThat(memory.floats().pointer().address() % 64).isZero();
      }
    }
  }

  /** The array keeps the memory, though nothing else does. */
  @Test
  void anArrayIsValidForAsLongAsItIsReachable() throws InterruptedException {
    INDArray array = OwnMemory.ofZeros(DataType.FLOAT, 1 << 20).array();
    array.addi(3);
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
      OwnMemory.ofZeros(DataType.FLOAT, 1 << 20).fill(0, 1 << 20, 7);
    }
    assertThat(array.minNumber().floatValue()).isEqualTo(3);
    assertThat(array.maxNumber().floatValue()).isEqualTo(3);
  }
}
