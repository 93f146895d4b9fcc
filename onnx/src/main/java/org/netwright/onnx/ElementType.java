package org.netwright.onnx;

import onnx.Onnx.TensorProto.DataType;

/** The types of elements that the graphs have. */
enum ElementType {
  FLOAT(DataType.FLOAT),
  DOUBLE(DataType.DOUBLE),
  INT32(DataType.INT32),
  INT64(DataType.INT64),
  BOOL(DataType.BOOL),
  STRING(DataType.STRING);

  private final DataType type;

  ElementType(DataType type) {
    this.type = type;
  }

  /** Returns its number in the schema. */
  int number() {
    return type.getNumber();
  }
}
