package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.PoolingKernels;

/** Pooling of whole channels; the loops are in {@link PlanePooling} and {@link ColumnPooling}. */
interface CpuGlobalPooling extends PoolingKernels, Tiled {

  @Override
  default void globalAveragePool(BatchTensor x, boolean channelsFirst, BatchTensor out, int n) {
    of(x, out, channelsFirst, n)
        .run(GlobalPooling.Pass.AVERAGE, x.floats(n), out.floats(n), null, null);
  }

  @Override
  default void globalAveragePoolGradient(
      BatchTensor outGradient, boolean channelsFirst, BatchTensor xGradient, int n) {
    of(xGradient, outGradient, channelsFirst, n)
        .run(
            GlobalPooling.Pass.AVERAGE_GRADIENT,
            null,
            null,
            outGradient.floats(n),
            xGradient.floats(n));
  }

  @Override
  default void globalMaxPool(BatchTensor x, boolean channelsFirst, BatchTensor out, int n) {
    of(x, out, channelsFirst, n)
        .run(GlobalPooling.Pass.MAX, x.floats(n), out.floats(n), null, null);
  }

  @Override
  default void globalMaxPoolGradient(
      BatchTensor x,
      BatchTensor out,
      BatchTensor outGradient,
      boolean channelsFirst,
      BatchTensor xGradient,
      int n) {
    of(x, out, channelsFirst, n)
        .run(
            GlobalPooling.Pass.MAX_GRADIENT,
            x.floats(n),
            out.floats(n),
            outGradient.floats(n),
            xGradient.floats(n));
  }

  private GlobalPooling of(BatchTensor x, BatchTensor pooled, boolean channelsFirst, int n) {
    int channels = Math.toIntExact(pooled.rowLength());
    int positions = Math.toIntExact(x.rowLength() / channels);
    return families().globalPooling().of(n, channels, positions, channelsFirst);
  }
}
