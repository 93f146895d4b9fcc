package org.netwright.runtime.internal.model;

import java.nio.ByteBuffer;
import org.nd4j.linalg.api.buffer.DataType;

/** The types of numbers that can be saved, as safetensors calls them. */
enum ElementType {
  F32(Float.BYTES),
  F64(Double.BYTES);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Returns the numbers in bytes. */
  NumberChunk read(ByteBuffer bytes) {
    if (this == F32) {
      float[] numbers = new float[bytes.remaining() / this.bytes];
      bytes.asFloatBuffer().get(numbers);
      return new NumberChunk.Floats(numbers);
    }
    double[] numbers = new double[bytes.remaining() / this.bytes];
    bytes.asDoubleBuffer().get(numbers);
    return new NumberChunk.Doubles(numbers);
  }

  static ElementType of(DataType type) {
    return type == DataType.DOUBLE ? F64 : F32;
  }
}
