package org.netwright.runtime.internal.memory;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.internal.nd4j.Backend;

/**
 * Off-heap memory for numbers of one type, {@code FLOAT} or {@code DOUBLE}. With a backend of ND4J
 * for another processor than the CPU, ND4J allocates it; otherwise it is memory of our own, which
 * ND4J knows nothing of until somebody asks for it {@linkplain #array as an array}.
 *
 * <p>{@link #close()} frees it.
 */
public abstract sealed class TensorMemory implements AutoCloseable
    permits OwnMemory, BackendMemory {
  private final DataType dataType;
  private final long length;

  TensorMemory(DataType dataType, long length) {
    this.dataType = dataType;
    this.length = length;
  }

  /**
   * Allocates zeros.
   *
   * @param dataType {@code FLOAT} or {@code DOUBLE}
   * @param length the number of elements, at least 1
   */
  public static TensorMemory zeros(DataType dataType, long length) {
    return Backend.isOther()
        ? BackendMemory.ofZeros(dataType, length)
        : OwnMemory.ofZeros(dataType, length);
  }

  /**
   * Allocates elements of any value.
   *
   * @param dataType {@code FLOAT} or {@code DOUBLE}
   * @param length the number of elements, at least 1
   */
  public static TensorMemory uninitialized(DataType dataType, long length) {
    return Backend.isOther()
        ? BackendMemory.ofAny(dataType, length)
        : OwnMemory.ofAny(dataType, length);
  }

  /** Returns the type of the elements. */
  public final DataType dataType() {
    return dataType;
  }

  /** Returns the number of elements. */
  public final long length() {
    return length;
  }

  /** Returns the elements for the kernels of the engine {@code CPU}; only for {@code FLOAT}. */
  public abstract FloatMemory floats();

  /** Returns the elements for the kernels of the engine {@code CPU}; only for {@code DOUBLE}. */
  public abstract DoubleMemory doubles();

  /**
   * Returns all elements as an array [length], live; the same at each call. It must not be closed.
   */
  public abstract INDArray array();

  /** Returns one element. */
  public abstract double get(long index);

  /** Sets one element, rounded to the type. */
  public abstract void put(long index, double element);

  /** Copies {@code count} elements from an index on. */
  public void get(long index, double[] elements, int count) {
    for (int i = 0; i < count; i++) {
      elements[i] = get(index + i);
    }
  }

  /** As {@link #get(long, double[], int)}, rounded to {@code FLOAT}. */
  public void get(long index, float[] elements, int count) {
    for (int i = 0; i < count; i++) {
      elements[i] = (float) get(index + i);
    }
  }

  /** Sets {@code count} elements from an index on, rounded to the type. */
  public void put(long index, double[] elements, int count) {
    for (int i = 0; i < count; i++) {
      put(index + i, elements[i]);
    }
  }

  /** As {@link #put(long, double[], int)}. */
  public void put(long index, float[] elements, int count) {
    for (int i = 0; i < count; i++) {
      put(index + i, elements[i]);
    }
  }

  /** Sets {@code count} elements from an index on to one number. */
  public void fill(long index, long count, double element) {
    for (long i = index; i < index + count; i++) {
      put(i, element);
    }
  }

  /**
   * Copies elements of another memory.
   *
   * @param from the index of the first in the other memory
   * @param to the index of the first in this one
   */
  public void copy(TensorMemory other, long from, long to, long count) {
    for (long i = 0; i < count; i++) {
      put(to + i, other.get(from + i));
    }
  }

  /** Returns whether it was closed. */
  public abstract boolean isClosed();

  /** Frees the memory; a second call does nothing. */
  @Override
  public abstract void close();
}
