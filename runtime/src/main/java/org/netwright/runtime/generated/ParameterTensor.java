package org.netwright.runtime.generated;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.memory.DoubleMemory;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.TensorMemory;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.parameters.ParameterValues;
import org.netwright.runtime.internal.parameters.ParameterView;
import org.netwright.runtime.internal.text.Shapes;

/** A named view of one parameter, or of its gradient, in a flat vector. */
public final class ParameterTensor {
  private final String name;
  private final ParameterRole role;
  private final DenseTensor tensor;
  private @Nullable FloatMemory floats;
  private @Nullable DoubleMemory doubles;
  private volatile @Nullable INDArray array;
  private volatile boolean exposed;

  /** Looks at the part of a vector that a parameter has. */
  public ParameterTensor(ParameterLayout.Entry entry, TensorMemory flat) {
    this(
        entry.name(),
        entry.role(),
        new DenseTensor(flat, entry.offset(), Shapes.array(entry.shape())));
  }

  private ParameterTensor(String name, ParameterRole role, DenseTensor tensor) {
    this.name = name;
    this.role = role;
    this.tensor = tensor;
  }

  /** Returns a copy with its own memory, which the caller closes. */
  public ParameterTensor copy() {
    return new ParameterTensor(name, role, tensor.copy());
  }

  /** Frees the memory of a copy. */
  public void closeCopy() {
    tensor.close();
  }

  /** Returns the layer and the parameter, as in {@code hidden.weight}. */
  public String name() {
    return name;
  }

  /** Returns the role of the parameter in its layer. */
  public ParameterRole role() {
    return role;
  }

  /** Returns its elements. */
  public DenseTensor tensor() {
    return tensor;
  }

  /** Returns the index of its first element in the flat vector. */
  public long offset() {
    return tensor.offset();
  }

  /** Returns the number of elements. */
  public long length() {
    return tensor.length();
  }

  /** Returns the length of one dimension. */
  public long size(int dimension) {
    return tensor.size(dimension);
  }

  /**
   * Returns the live view: writing to it changes the vector.
   *
   * @throws IllegalStateException if the vector was closed
   */
  public synchronized INDArray array() {
    INDArray current = array;
    if (current == null) {
      current = Nd4jThread.call(this::newView);
      array = current;
    }
    return current;
  }

  private INDArray newView() {
    INDArray view =
        new ParameterView(
            name,
            tensor.memory().array().data(),
            tensor.shape(),
            tensor.strides(),
            tensor.offset());
    // ND4J would let the view of all there is be closed, and free the vector with it.
    view.setCloseable(false);
    return view;
  }

  /**
   * Returns the same elements as a matrix, live: a weight of more than two dimensions has a row for
   * each filter.
   */
  public INDArray matrix() {
    INDArray view = array();
    return view.rank() == 2 ? view : view.reshape(view.size(0), view.length() / view.size(0));
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
    return array();
  }

  /** Returns whether {@link #expose} was called. */
  public boolean isExposed() {
    return exposed;
  }

  /** Returns its memory; only for the type {@code FLOAT}. */
  public FloatMemory floats() {
    if (floats == null) {
      floats = tensor.floats();
    }
    return floats;
  }

  /** Returns its memory; only for the type {@code DOUBLE}. */
  public DoubleMemory doubles() {
    if (doubles == null) {
      doubles = tensor.doubles();
    }
    return doubles;
  }

  /** Returns whether {@link #array} was called. */
  public boolean hasArray() {
    return array != null;
  }

  /**
   * Makes the view one of a closed array, so that each use of it throws. Its own buffer would not
   * be notified that the memory was freed, and would read it.
   */
  public synchronized void share(INDArray closed) {
    if (array != null) {
      array.setData(closed.data());
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
