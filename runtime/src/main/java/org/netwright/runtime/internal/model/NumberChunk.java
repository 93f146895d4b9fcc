package org.netwright.runtime.internal.model;

import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.internal.memory.DenseTensor;

/** Consecutive numbers of a tensor in a file. */
sealed interface NumberChunk {
  /** Returns how many there are. */
  int length();

  /** Returns one of them. */
  double get(int index);

  /**
   * Returns the index of the first that a tensor cannot have, or −1: one that is not finite, also
   * in the type of the tensor, or less than {@code least}.
   */
  int firstImpossible(DataType target, double least);

  /** Sets elements of a tensor from an index on. */
  void writeTo(DenseTensor tensor, long index);

  /** Numbers of the type {@code F32}. */
  final class Floats implements NumberChunk {
    private final float[] numbers;

    Floats(float... numbers) {
      this.numbers = numbers;
    }

    @Override
    public int length() {
      return numbers.length;
    }

    @Override
    public double get(int index) {
      return numbers[index];
    }

    /** Without a call for each number: most programs run this loop once, not compiled yet. */
    @Override
    public int firstImpossible(DataType target, double least) {
      float low = (float) Math.max(least, -Float.MAX_VALUE);
      for (int i = 0; i < numbers.length; i++) {
        if (!(numbers[i] >= low && numbers[i] <= Float.MAX_VALUE)) {
          return i;
        }
      }
      return -1;
    }

    @Override
    public void writeTo(DenseTensor tensor, long index) {
      tensor.put(index, numbers, numbers.length);
    }
  }

  /** Numbers of the type {@code F64}. */
  final class Doubles implements NumberChunk {
    private final double[] numbers;

    Doubles(double... numbers) {
      this.numbers = numbers;
    }

    @Override
    public int length() {
      return numbers.length;
    }

    @Override
    public double get(int index) {
      return numbers[index];
    }

    @Override
    public int firstImpossible(DataType target, double least) {
      boolean toFloat = target == DataType.FLOAT;
      for (int i = 0; i < numbers.length; i++) {
        double number = numbers[i];
        if (!(number >= least) || !Double.isFinite(toFloat ? (float) number : number)) {
          return i;
        }
      }
      return -1;
    }

    @Override
    public void writeTo(DenseTensor tensor, long index) {
      tensor.put(index, numbers, numbers.length);
    }
  }
}
