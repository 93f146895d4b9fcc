package org.netwright.onnx;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.NormalizationInference;
import org.netwright.runtime.generated.ParameterTensor;

/**
 * Layer normalisation. ONNX Runtime computes the variance as {@code mean(x²) − mean(x)²} in float,
 * of which nothing is right if the mean is much larger than the deviation. So the mean is
 * subtracted first, which changes no result.
 */
interface RecordedNormalization extends NormalizationInference, Recorded {

  @Override
  default void layerNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      double epsilon,
      BatchTensor out,
      int n) {
    String given = trace().read(x);
    String centred = graph().op("Sub", given, graph().op("ReduceMean", given, graph().longs(-1)));
    trace()
        .write(
            out,
            graph()
                .node(
                    "LayerNormalization",
                    centred,
                    trace().parameter(scale),
                    trace().parameter(shift))
                .with("axis", -1L)
                .with("epsilon", epsilon)
                .out());
  }
}
