package org.netwright.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchNormInference;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;

/** Batch normalisation, where it is not folded into weights. */
interface RecordedBatchNorm extends BatchNormInference, Recorded {

  @Override
  default void normalize(
      BatchTensor x,
      ParameterTensor scale,
      ParameterTensor shift,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      int n) {
    int trailing = channelsFirst ? x.dimensions() - 1 : 0;
    String scaled = normalized(x, scale, mean, variance, trailing, epsilon);
    trace().write(out, graph().op("Add", scaled, trace().channels(shift, trailing)));
  }

  @Override
  default void normalize(
      BatchTensor x,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double epsilon,
      BatchTensor out,
      int n) {
    int trailing = channelsFirst ? x.dimensions() - 1 : 0;
    trace().write(out, normalized(x, null, mean, variance, trailing, epsilon));
  }

  /** Channels may be the last dimension, which ONNX's BatchNormalization does not take. */
  private String normalized(
      BatchTensor x,
      @Nullable ParameterTensor scale,
      ParameterTensor mean,
      ParameterTensor variance,
      int trailing,
      double epsilon) {
    double[] factors = Trace.numbers(variance);
    double[] scales = scale == null ? new double[0] : Trace.numbers(scale);
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (scale == null ? 1 : scales[i]) / Math.sqrt(factors[i] + epsilon);
    }
    long[] shape = new long[1 + trailing];
    Arrays.fill(shape, 1);
    shape[0] = factors.length;
    String centered = graph().op("Sub", trace().read(x), trace().channels(mean, trailing));
    String name = variance.name() + "/factors_" + trailing + "_" + (scale == null ? "" : scale);
    return graph().op("Mul", centered, graph().floats(name, shape, factors));
  }
}
