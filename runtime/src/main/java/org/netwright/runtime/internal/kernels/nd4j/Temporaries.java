package org.netwright.runtime.internal.kernels.nd4j;

import java.util.ArrayDeque;
import java.util.Deque;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Closes the temporary arrays of one kernel when it ends.
 *
 * <p>If they were left to the garbage collector, off-heap memory would grow: the collector does not
 * see its size.
 */
final class Temporaries implements AutoCloseable {
  private final Deque<INDArray> temporaries = new ArrayDeque<>();

  /** Returns the argument, which the scope will close. */
  INDArray own(INDArray temporary) {
    temporaries.push(temporary);
    return temporary;
  }

  /** Returns a row-major copy in a type, which may differ from the array's. */
  INDArray copy(INDArray array, DataType dataType) {
    return own(Nd4j.createUninitialized(dataType, array.shape())).assign(array);
  }

  /** Returns a row-major copy. */
  INDArray copy(INDArray array) {
    return copy(array, array.dataType());
  }

  /** Returns a row-major copy in double, for what is summed. */
  INDArray inDouble(INDArray array) {
    return copy(array, DataType.DOUBLE);
  }

  @Override
  public void close() {
    temporaries.forEach(INDArray::close);
  }
}
