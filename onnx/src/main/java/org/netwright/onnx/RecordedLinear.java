package org.netwright.onnx;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.LinearInference;
import org.netwright.runtime.generated.ParameterTensor;

/** Matrix products and sums. */
interface RecordedLinear extends LinearInference, Recorded {

  @Override
  default void linear(
      BatchTensor x, ParameterTensor weight, ParameterTensor bias, BatchTensor out, int n) {
    String input = trace().read(x);
    String matrix = trace().parameter(weight);
    String vector = trace().parameter(bias);
    // Gemm adds the bias itself, but takes matrices alone.
    String result =
        x.dimensions() == 1
            ? graph().op("Gemm", input, matrix, vector)
            : graph().op("Add", graph().op("MatMul", input, matrix), vector);
    trace().write(out, result);
  }

  @Override
  default void linear(BatchTensor x, ParameterTensor weight, BatchTensor out, int n) {
    trace().write(out, graph().op("MatMul", trace().read(x), trace().parameter(weight)));
  }
}
