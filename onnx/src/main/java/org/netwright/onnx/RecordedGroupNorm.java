package org.netwright.onnx;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GroupNormInference;
import org.netwright.runtime.generated.ParameterTensor;

/** Group normalisation, and normalisation by the root of the mean square. */
interface RecordedGroupNorm extends GroupNormInference, Recorded {

  @Override
  default void groupNorm(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      int groups,
      double epsilon,
      BatchTensor out,
      int n) {
    OnnxNode node =
        graph()
            .node(
                "GroupNormalization",
                trace().read(x),
                trace().parameter(scale),
                trace().parameter(shift));
    trace().write(out, node.with("num_groups", (long) groups).with("epsilon", epsilon).out());
  }

  @Override
  default void rmsNorm(
      BatchTensor x, ParameterTensor scale, double epsilon, BatchTensor out, int n) {
    OnnxNode node = graph().node("RMSNormalization", trace().read(x), trace().parameter(scale));
    trace().write(out, node.with("axis", -1L).with("epsilon", epsilon).out());
  }
}
