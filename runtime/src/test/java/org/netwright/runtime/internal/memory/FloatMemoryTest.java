package org.netwright.runtime.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FloatMemoryTest {
  private static final List<Integer> LENGTHS =
      List.of(1, 2, 5, 63, 64, 65, 256, 257, 1000, 2047, 2048, 2049, 4100, 32_768, 32_769, 100_003);

  private final INDArray array = Nd4j.arange(24).castTo(DataType.FLOAT).reshape(6, 4);

  @Test
  void knowsWhatLiesWithoutGaps() {
    assertThat(FloatMemory.isDense(array)).isTrue();
    assertThat(FloatMemory.isDense(array.get(NDArrayIndex.interval(2, 5)))).isTrue();
    assertThat(FloatMemory.isDense(array.getColumn(1))).isFalse();
    assertThat(FloatMemory.isDense(array.transpose())).isFalse();
    assertThat(FloatMemory.isDense(array.dup('f'))).isFalse();
    assertThat(FloatMemory.isDense(array.castTo(DataType.DOUBLE))).isFalse();
    assertThat(FloatMemory.isDense(array.reshape(24))).isTrue();
  }

  @Test
  void aViewsMemoryBeginsWhereTheViewDoes() {
    FloatMemory memory = new FloatMemory(array.get(NDArrayIndex.interval(2, 5)));
    float[] tile = new float[4];
    memory.get(4, tile, 4);
    assertThat(tile).containsExactly(12, 13, 14, 15);
    memory.put(11, -1);
    assertThat(array.getFloat(4, 3)).isEqualTo(-1);
    assertThat(memory.length()).isEqualTo(12);
  }

  /** Arrays of gigabytes take several buffers; here they take some of sixteen elements. */
  @Test
  void tilesMayLieAcrossTheEndOfASegment() {
    INDArray expected = Nd4j.arange(1000).castTo(DataType.FLOAT);
    FloatMemory memory = new FloatMemory(expected.dup(), 4);
    float[] tile = new float[40];
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      int index = random.nextInt(961);
      memory.get(index, tile, 40);
      assertThat(tile[0]).isEqualTo(index);
      assertThat(tile[39]).isEqualTo(index + 39);
      memory.put(index, tile, 40);
    }
    memory.put(999, 7);
    memory.get(992, tile, 8);
    assertThat(tile[7]).isEqualTo(7);
  }

  @Test
  void copiesWholeArrays() {
    INDArray copy = Nd4j.create(DataType.FLOAT, 30);
    FloatMemory memory = new FloatMemory(copy);
    memory.copyFrom(array.get(NDArrayIndex.interval(1, 3)));
    assertThat(copy.getFloat(0)).isEqualTo(4);
    assertThat(copy.getFloat(7)).isEqualTo(11);
    assertThat(memory.sumOfSizes(8)).isEqualTo(60);
    memory.clear(3);
    memory.copyTo(array.get(NDArrayIndex.interval(0, 2)));
    assertThat(array.getRow(0).toFloatVector()).containsExactly(0, 0, 0, 7);
    assertThat(array.getRow(2).toFloatVector()).containsExactly(8, 9, 10, 11);
  }

  @Test
  void copiesTheBeginningsOfRows() {
    INDArray copy = Nd4j.create(DataType.FLOAT, 30);
    FloatMemory memory = new FloatMemory(copy);
    memory.copyRowsFrom(array.get(NDArrayIndex.interval(0, 3)), 3, 2);
    assertThat(copy.toFloatVector()).startsWith(0, 1, 4, 5, 8, 9, 0);
    memory.copyRowsTo(array.get(NDArrayIndex.interval(1, 3)), 2, 3);
    assertThat(array.getRow(0).toFloatVector()).containsExactly(0, 1, 2, 3);
    assertThat(array.getRow(1).toFloatVector()).containsExactly(0, 1, 4, 0);
    assertThat(array.getRow(2).toFloatVector()).containsExactly(5, 8, 9, 0);
    assertThat(array.getRow(3).toFloatVector()).containsExactly(12, 13, 14, 15);
  }

  @Test
  void copiesHeapArraysAcrossTheEndsOfSegments() {
    INDArray numbers = Nd4j.create(DataType.FLOAT, 100);
    FloatMemory memory = new FloatMemory(numbers, 4);
    float[] all = Nd4j.arange(100).castTo(DataType.FLOAT).toFloatVector();
    memory.put(0, all, all.length);
    assertThat(numbers.toFloatVector()).isEqualTo(all);
    memory.put(0, new float[] {7, 7, 7}, 3);
    assertThat(numbers.getFloat(2)).isEqualTo(7);
    assertThat(numbers.getFloat(3)).isEqualTo(3);
    float[] copy = new float[90];
    memory.get(0, copy, copy.length);
    assertThat(copy).startsWith(7, 7, 7, 3).endsWith(88, 89);
    memory.put(0, new float[0], 0);
    memory.get(0, new float[0], 0);
  }

  @Test
  void aSumOfSizesShowsWhatIsNotFinite() {
    INDArray numbers = Nd4j.ones(DataType.FLOAT, 10_000);
    FloatMemory memory = new FloatMemory(numbers);
    assertThat(memory.sumOfSizes(10_000)).isEqualTo(10_000);
    for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      numbers.putScalar(9_999, odd);
      assertThat(memory.sumOfSizes(10_000)).isNotFinite();
    }
  }

  @Test
  void sumsAreThoseOfTheElements() {
    for (int length : LENGTHS) {
      double[] numbers = new Random(length).doubles(length, -1, 1).map(x -> (float) x).toArray();
      FloatMemory memory = new FloatMemory(Nd4j.createFromArray(numbers).castTo(DataType.FLOAT));
      double sizes = Arrays.stream(numbers).map(Math::abs).sum();
      double squares = Arrays.stream(numbers).map(x -> x * x).sum();
      assertThat(memory.sum(length))
          .as("sum of %d", length)
          .isCloseTo(Arrays.stream(numbers).sum(), within(1e-6 * sizes));
      assertThat(memory.sumOfSizes(length)).isCloseTo(sizes, within(1e-6 * sizes));
      assertThat(memory.sumOfSquares(length)).isCloseTo(squares, within(1e-6 * squares));
    }
  }

  @Test
  void sumsAreTheSameBitsWhereverTheNumbersLie() {
    for (int length : LENGTHS) {
      INDArray room = Nd4j.create(DataType.FLOAT, length + 16);
      Set<Double> sums = new HashSet<>();
      Set<Double> sizes = new HashSet<>();
      Set<Double> squares = new HashSet<>();
      for (int shift = 0; shift < 16; shift++) {
        INDArray shifted = room.get(NDArrayIndex.interval(shift, shift + length));
        Random random = new Random(length);
        for (int i = 0; i < length; i++) {
          shifted.putScalar(i, random.nextGaussian());
        }
        FloatMemory memory = new FloatMemory(shifted);
        sums.add(memory.sum(length));
        sizes.add(memory.sumOfSizes(length));
        squares.add(memory.sumOfSquares(length));
      }
      assertThat(List.of(sums, sizes, squares)).as("%d", length).allMatch(s -> s.size() == 1);
    }
  }

  @Test
  void knowsWhetherAllElementsLieBetweenBounds() {
    FloatMemory memory = new FloatMemory(array);
    assertThat(memory.isWithin(24, 0, 23)).isTrue();
    assertThat(memory.isWithin(24, 0, 22)).isFalse();
    assertThat(memory.isWithin(23, 0, 22)).isTrue();
    assertThat(memory.isWithin(24, 1, 23)).isFalse();
  }

  @Test
  void aClosedArrayIsNotRead() {
    INDArray closed = Nd4j.create(DataType.FLOAT, 4);
    closed.close();
    assertThatIllegalStateException().isThrownBy(() -> new FloatMemory(array).copyFrom(closed));
  }
}
