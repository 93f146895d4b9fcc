package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ChannelDropoutKernels;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.random.RandomBits;

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
    FloatMemory factors = mask.floats(n);
    long length = n * mask.rowLength();
    float kept = (float) (1 / (1 - rate));
    float[] tile = tiles().arrays.scratch;
    for (long first = 0; first < length; first += Tiles.SIZE) {
      int size = Tiles.size(first, length);
      for (int i = 0; i < size; i++) {
        tile[i] = RandomBits.uniform(seed, first + i) < rate ? 0 : kept;
      }
      factors.put(first, tile, size);
    }
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
