package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.PoolingKernels;
import org.netwright.runtime.generated.Window;

/** Pooling by windows; the loops are in {@link PoolingPiece} and {@link Upsampling}. */
interface CpuPooling extends PoolingKernels, Tiled {

  @Override
  default void maxPool(BatchTensor x, Window window, BatchTensor out, int n) {
    families().windowPooling().max(x, window, out, n);
  }

  @Override
  default void maxPoolGradient(
      BatchTensor x,
      BatchTensor out,
      BatchTensor outGradient,
      Window window,
      BatchTensor xGradient,
      int n) {
    families().windowPooling().maxGradient(x, out, outGradient, window, xGradient, n);
  }

  @Override
  default void averagePool(
      BatchTensor x, Window window, boolean countsPadding, BatchTensor out, int n) {
    families().windowPooling().average(x, window, countsPadding, out, n);
  }

  @Override
  default void averagePoolGradient(
      BatchTensor outGradient, Window window, boolean countsPadding, BatchTensor xGradient, int n) {
    families().windowPooling().averageGradient(outGradient, window, countsPadding, xGradient, n);
  }

  @Override
  default void upsample(BatchTensor x, int rows, int columns, BatchTensor out, int n) {
    upsample(x, out, rows, columns, false, n);
  }

  @Override
  default void upsampleGradient(
      BatchTensor outGradient, int rows, int columns, BatchTensor xGradient, int n) {
    upsample(xGradient, outGradient, rows, columns, true, n);
  }

  private void upsample(
      BatchTensor small, BatchTensor large, int rows, int columns, boolean backward, int n) {
    int width = small.size(small.dimensions() - 1);
    int height = Math.toIntExact(n * (small.rowLength() / width));
    families()
        .upsampling()
        .run(small.floats(n), large.floats(n), height, width, rows, columns, backward);
  }
}
