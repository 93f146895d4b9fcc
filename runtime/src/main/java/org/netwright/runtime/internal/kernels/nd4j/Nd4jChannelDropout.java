package org.netwright.runtime.internal.kernels.nd4j;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ChannelDropoutKernels;
import org.netwright.runtime.internal.random.RandomBits;

/** Dropout of channels as loops over single numbers. */
interface Nd4jChannelDropout extends ChannelDropoutKernels {

  @Override
  default void channelDropout(
      BatchTensor x,
      double rate,
      long seed,
      boolean channelsFirst,
      BatchTensor out,
      BatchTensor mask,
      int n) {
    double[] factors = new double[Math.toIntExact(mask.rowLength() * n)];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = RandomBits.uniform(seed, i) < rate ? 0 : 1 / (1 - rate);
    }
    JavaNumbers.write(factors, mask, n);
    channelDropoutGradient(mask, x, channelsFirst, out, n);
  }

  @Override
  default void channelDropoutGradient(
      BatchTensor mask,
      BatchTensor outGradient,
      boolean channelsFirst,
      BatchTensor xGradient,
      int n) {
    ChannelIndex channels = ChannelIndex.of(outGradient, mask, channelsFirst);
    double[] factors = JavaNumbers.of(mask, n);
    double[] g = JavaNumbers.of(outGradient, n);
    for (int i = 0; i < g.length; i++) {
      g[i] *= factors[channels.of(i)];
    }
    JavaNumbers.write(g, xGradient, n);
  }
}
