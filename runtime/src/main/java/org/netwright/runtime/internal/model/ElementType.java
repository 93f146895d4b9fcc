package org.netwright.runtime.internal.model;

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

  static ElementType of(DataType type) {
    return type == DataType.DOUBLE ? F64 : F32;
  }
}
