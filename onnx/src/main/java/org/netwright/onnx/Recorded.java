package org.netwright.onnx;

/** What the operations have in common: they write nodes where others compute. */
interface Recorded {
  /** Returns the values in the tensors of the pass. */
  Trace trace();

  /** Returns the graph. */
  default OnnxGraph graph() {
    return trace().graph();
  }
}
