package org.netwright.runtime.generated;

import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.parameters.ParameterValues;
import org.netwright.runtime.internal.parameters.ParameterView;

/** A named view of one parameter, or of its gradient, in a flat vector. */
public final class ParameterTensor {
  private final String name;
  private final ParameterRole role;
  private final long offset;
  private final INDArray array;
  private @Nullable FloatMemory floats;
  private volatile boolean exposed;

  public ParameterTensor(ParameterLayout.Entry entry, INDArray flat) {
    this.name = entry.name();
    this.role = entry.role();
    this.offset = entry.offset();
    long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
    this.array =
        new ParameterView(name, flat.data(), shape, rowMajorStrides(shape), entry.offset());
    // ND4J would let the view of all there is be closed, and free the vector with it.
    this.array.setCloseable(false);
  }

  private ParameterTensor(ParameterTensor original) {
    this.name = original.name;
    this.role = original.role;
    this.offset = 0;
    this.array = original.array.dup('c');
  }

  /** Returns a copy with its own memory, which the caller closes. */
  public ParameterTensor copy() {
    return new ParameterTensor(this);
  }

  /** Frees the memory of a copy. */
  public void closeCopy() {
    array.close();
  }

  /** Returns the layer and the parameter, as in {@code hidden.weight}. */
  public String name() {
    return name;
  }

  /** Returns the role of the parameter in its layer. */
  public ParameterRole role() {
    return role;
  }

  /** Returns the index of its first element in the flat vector. */
  public long offset() {
    return offset;
  }

  /** Returns the live view: writing to it changes the vector. */
  public INDArray array() {
    return array;
  }

  /**
   * Returns the same elements as a matrix, live: a weight of more than two dimensions has a row for
   * each filter.
   */
  public INDArray matrix() {
    return array.rank() == 2 ? array : array.reshape(array.size(0), array.length() / array.size(0));
  }

  /**
   * Returns the live view for the user. The user may create views of it. They are not notified when
   * the vector is closed, so {@link ParameterValues#close} then leaves the memory to the garbage
   * collector.
   */
  public INDArray expose() {
    if (!exposed) {
      exposed = true;
    }
    return array;
  }

  /** Returns whether {@link #expose} was called. */
  public boolean isExposed() {
    return exposed;
  }

  /** Returns its memory; only for the type {@code FLOAT}, with an ND4J backend on the CPU. */
  public FloatMemory floats() {
    if (floats == null) {
      floats = new FloatMemory(array);
    }
    return floats;
  }

  /**
   * Makes the view one of a closed array, so that each use of it throws. Its own buffer would not
   * be notified that the memory was freed, and would read it.
   */
  public void share(INDArray closed) {
    array.setData(closed.data());
  }

  @Override
  public String toString() {
    return name;
  }

  private static long[] rowMajorStrides(long[] shape) {
    long[] strides = LongStream.range(0, shape.length).map(dimension -> 1).toArray();
    for (int i = shape.length - 2; i >= 0; i--) {
      strides[i] = strides[i + 1] * shape[i + 1];
    }
    return strides;
  }
}
