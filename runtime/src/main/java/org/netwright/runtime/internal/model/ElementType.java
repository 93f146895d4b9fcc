package org.netwright.runtime.internal.model;

import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;

/** The types of numbers that can be saved, as safetensors calls them. */
enum ElementType {
  F32(4),
  F64(8);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Returns the numbers in bytes, whose position stays as it is. */
  double[] read(ByteBuffer bytes) {
    ByteBuffer own = bytes.duplicate().order(bytes.order());
    double[] numbers = new double[own.remaining() / this.bytes];
    if (this == F64) {
      own.asDoubleBuffer().get(numbers);
      return numbers;
    }
    float[] floats = new float[numbers.length];
    own.asFloatBuffer().get(floats);
    for (int i = 0; i < floats.length; i++) {
      numbers[i] = floats[i];
    }
    return numbers;
  }

  static ElementType of(DataType type) {
    return type == DataType.DOUBLE ? F64 : F32;
  }
}
