package org.netwright.onnx;

import org.netwright.runtime.generated.ActivationInference;
import org.netwright.runtime.generated.BatchTensor;

/** The activation functions. */
interface RecordedActivations extends ActivationInference, Recorded {

  /** Writes a node of one input. */
  private void put(String operator, BatchTensor x, BatchTensor out) {
    trace().write(out, graph().op(operator, trace().read(x)));
  }

  @Override
  default void relu(BatchTensor x, BatchTensor out, int n) {
    put("Relu", x, out);
  }

  @Override
  default void leakyRelu(BatchTensor x, double negativeSlope, BatchTensor out, int n) {
    trace()
        .write(out, graph().node("LeakyRelu", trace().read(x)).with("alpha", negativeSlope).out());
  }

  @Override
  default void tanh(BatchTensor x, BatchTensor out, int n) {
    put("Tanh", x, out);
  }

  @Override
  default void sigmoid(BatchTensor x, BatchTensor out, int n) {
    put("Sigmoid", x, out);
  }

  /** ONNX's Gelu is the exact form unless an attribute says otherwise. */
  @Override
  default void gelu(BatchTensor x, BatchTensor out, int n) {
    put("Gelu", x, out);
  }

  @Override
  default void elu(BatchTensor x, double alpha, BatchTensor out, int n) {
    trace().write(out, graph().node("Elu", trace().read(x)).with("alpha", alpha).out());
  }

  @Override
  default void softplus(BatchTensor x, BatchTensor out, int n) {
    put("Softplus", x, out);
  }

  @Override
  default void silu(BatchTensor x, BatchTensor out, int n) {
    String input = trace().read(x);
    trace().write(out, graph().op("Mul", input, graph().op("Sigmoid", input)));
  }
}
