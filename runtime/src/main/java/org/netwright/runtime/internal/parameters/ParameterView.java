package org.netwright.runtime.internal.parameters;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.BaseNDArray;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.netwright.runtime.internal.text.Shapes;

/**
 * A view of a flat vector whose {@code assign} checks the shape of its argument.
 *
 * <p>ND4J's own arrays copy as many elements as the other array has: a longer one overwrites the
 * neighbouring parameters, and the memory after the vector.
 */
@SuppressWarnings("overrides") // ND4J's own class and interface differ in varargs
public final class ParameterView extends BaseNDArray {
  private static final long serialVersionUID = 1L;

  private final String name;

  public ParameterView(String name, DataBuffer flat, long[] shape, long[] strides, long offset) {
    super(flat, shape, strides, offset, 'c');
    this.name = name;
  }

  /**
   * Overwrites all elements.
   *
   * @param other of the shape of this view, or a single number; for a vector [n] also a row [1 × n]
   * @throws IllegalArgumentException if it has another shape
   */
  @Override
  public INDArray assign(INDArray other) {
    if (!Arrays.equals(other.shape(), shape())) {
      if (other.length() == 1) {
        return assign(other.getNumber(0));
      }
      if (rank() == 1 && Arrays.equals(other.shape(), new long[] {1, length()})) {
        return super.assign(other.reshape(shape()));
      }
      throw new IllegalArgumentException(
          "%s: expected an array of shape %s, got %s"
              .formatted(name, Shapes.of(this), Shapes.of(other)));
    }
    return super.assign(other);
  }

  @Override
  public INDArray unsafeDuplication() {
    return dup();
  }

  @Override
  public INDArray unsafeDuplication(boolean blocking) {
    return dup();
  }

  @Override
  public LongShapeDescriptor shapeDescriptor() {
    return LongShapeDescriptor.fromShape(
        shape(), stride(), elementWiseStride(), ordering(), dataType(), isEmpty());
  }

  @Override
  public String getString(long index) {
    throw new UnsupportedOperationException(name + " is not an array of text");
  }

  @Override
  protected int stringBuffer(FlatBufferBuilder builder, DataBuffer buffer) {
    throw new UnsupportedOperationException(name + " is not an array of text");
  }
}
