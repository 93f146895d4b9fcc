package org.netwright.onnx;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.NormalizationInference;
import org.netwright.runtime.generated.ParameterTensor;

/** Layer normalisation. */
interface RecordedNormalization extends NormalizationInference, Recorded {

  @Override
  default void layerNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      double epsilon,
      BatchTensor out,
      int n) {
    trace()
        .write(
            out,
            graph()
                .node(
                    "LayerNormalization",
                    trace().read(x),
                    trace().parameter(scale),
                    trace().parameter(shift))
                .with("axis", -1L)
                .with("epsilon", epsilon)
                .out());
  }
}
