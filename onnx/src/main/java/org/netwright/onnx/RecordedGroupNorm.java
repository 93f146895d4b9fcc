package org.netwright.onnx;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GroupNormInference;
import org.netwright.runtime.generated.ParameterTensor;

/**
 * Group normalisation, and normalisation by the root of the mean square. As in {@link
 * RecordedNormalization}, the mean of each group is subtracted first.
 */
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
    String given = trace().read(x);
    String rows = graph().op("Reshape", given, graph().longs(0, groups, -1));
    String centred = graph().op("Sub", rows, graph().op("ReduceMean", rows, graph().longs(-1)));
    OnnxNode node =
        graph()
            .node(
                "GroupNormalization",
                graph().op("Reshape", centred, graph().op("Shape", given)),
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
