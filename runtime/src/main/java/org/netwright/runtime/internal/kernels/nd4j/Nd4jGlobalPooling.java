package org.netwright.runtime.internal.kernels.nd4j;

import java.util.Arrays;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.PoolingKernels;

/** Pooling of whole channels as loops over single numbers, in double. */
interface Nd4jGlobalPooling extends PoolingKernels {

  @Override
  default void globalAveragePool(BatchTensor x, boolean channelsFirst, BatchTensor out, int n) {
    ChannelIndex channels = ChannelIndex.of(x, out, channelsFirst);
    double[] values = JavaNumbers.of(x, n);
    double[] sums = new double[Math.toIntExact(n * out.rowLength())];
    for (int i = 0; i < values.length; i++) {
      sums[channels.of(i)] += values[i];
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= channels.positions();
    }
    JavaNumbers.write(sums, out, n);
  }

  @Override
  default void globalAveragePoolGradient(
      BatchTensor outGradient, boolean channelsFirst, BatchTensor xGradient, int n) {
    ChannelIndex channels = ChannelIndex.of(xGradient, outGradient, channelsFirst);
    double[] g = JavaNumbers.of(outGradient, n);
    double[] result = new double[Math.toIntExact(n * xGradient.rowLength())];
    for (int i = 0; i < result.length; i++) {
      result[i] = g[channels.of(i)] / channels.positions();
    }
    JavaNumbers.write(result, xGradient, n);
  }

  @Override
  default void globalMaxPool(BatchTensor x, boolean channelsFirst, BatchTensor out, int n) {
    double[] values = JavaNumbers.of(x, n);
    int[] places = greatest(values, ChannelIndex.of(x, out, channelsFirst), n * out.rowLength());
    double[] results = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      results[i] = values[places[i]];
    }
    JavaNumbers.write(results, out, n);
  }

  @Override
  default void globalMaxPoolGradient(
      BatchTensor x,
      BatchTensor out,
      BatchTensor outGradient,
      boolean channelsFirst,
      BatchTensor xGradient,
      int n) {
    double[] values = JavaNumbers.of(x, n);
    int[] places = greatest(values, ChannelIndex.of(x, out, channelsFirst), n * out.rowLength());
    double[] g = JavaNumbers.of(outGradient, n);
    double[] result = new double[values.length];
    for (int i = 0; i < places.length; i++) {
      result[places[i]] = g[i];
    }
    JavaNumbers.write(result, xGradient, n);
  }

  /** Returns where each channel has its first NaN, or else its first greatest element. */
  private static int[] greatest(double[] x, ChannelIndex channels, long count) {
    int[] places = new int[Math.toIntExact(count)];
    Arrays.fill(places, -1);
    for (int i = 0; i < x.length; i++) {
      int channel = channels.of(i);
      int best = places[channel];
      if (best < 0 || x[i] > x[best] || (Double.isNaN(x[i]) && !Double.isNaN(x[best]))) {
        places[channel] = i;
      }
    }
    return places;
  }
}
