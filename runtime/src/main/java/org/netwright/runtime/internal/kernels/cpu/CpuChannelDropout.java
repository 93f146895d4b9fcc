package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ChannelDropoutKernels;

/** Dropout of channels, tile by tile. */
interface CpuChannelDropout extends ChannelDropoutKernels, Tiled {

  @Override
  default void channelDropout(
      BatchTensor x,
      double rate,
      long seed,
      boolean channelsFirst,
      BatchTensor out,
      BatchTensor mask,
      int n) {
    tiles().drawDropout(rate, seed, mask.floats(n), n * mask.rowLength());
    channelDropoutGradient(mask, x, channelsFirst, out, n);
  }

  @Override
  default void channelDropoutGradient(
      BatchTensor mask,
      BatchTensor outGradient,
      boolean channelsFirst,
      BatchTensor xGradient,
      int n) {
    int channels = Math.toIntExact(mask.rowLength());
    int positions = Math.toIntExact(outGradient.rowLength() / channels);
    families()
        .channelFactors()
        .multiply(
            outGradient.floats(n),
            mask.floats(n),
            xGradient.floats(n),
            n,
            channels,
            positions,
            channelsFirst);
  }
}
