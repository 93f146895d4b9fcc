package org.netwright.runtime.internal.kernels.cpu;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.threads.PieceThreads;

/** Pooling by windows, band by band. The pieces that threads share are ranges of images. */
final class WindowPooling {
  private enum Pass {
    MAX,
    MAX_GRADIENT,
    AVERAGE,
    AVERAGE_GRADIENT
  }

  private final PoolingShape shape = new PoolingShape();
  private final PoolingPiece[] pieces = new PoolingPiece[PieceThreads.PROCESSORS];
  private final PieceThreads.Work work = this::piece;
  private Pass pass = Pass.MAX;
  private boolean countsPadding;
  private int count;
  private @Nullable FloatMemory x;
  private @Nullable FloatMemory out;
  private @Nullable FloatMemory outGradient;
  private @Nullable FloatMemory xGradient;

  void max(BatchTensor inputs, Window window, BatchTensor outputs, int n) {
    prepare(inputs, outputs, window, n);
    run(Pass.MAX, inputs.floats(n), outputs.floats(n), null, null);
  }

  void maxGradient(
      BatchTensor inputs,
      BatchTensor outputs,
      BatchTensor outputGradient,
      Window window,
      BatchTensor inputGradient,
      int n) {
    prepare(inputs, outputs, window, n);
    run(
        Pass.MAX_GRADIENT,
        inputs.floats(n),
        outputs.floats(n),
        outputGradient.floats(n),
        inputGradient.floats(n));
  }

  void average(
      BatchTensor inputs, Window window, boolean newCountsPadding, BatchTensor outputs, int n) {
    prepare(inputs, outputs, window, n);
    countsPadding = newCountsPadding;
    run(Pass.AVERAGE, inputs.floats(n), outputs.floats(n), null, null);
  }

  void averageGradient(
      BatchTensor outputGradient,
      Window window,
      boolean newCountsPadding,
      BatchTensor inputGradient,
      int n) {
    prepare(inputGradient, outputGradient, window, n);
    countsPadding = newCountsPadding;
    run(Pass.AVERAGE_GRADIENT, null, null, outputGradient.floats(n), inputGradient.floats(n));
  }

  private void prepare(BatchTensor inputs, BatchTensor outputs, Window window, int n) {
    shape.set(inputs, outputs, window, n);
    count = SharedWork.pieces(shape.length(), shape.images);
    for (int i = 0; i < count; i++) {
      if (pieces[i] == null) {
        pieces[i] = new PoolingPiece(shape);
      }
      pieces[i].prepare();
    }
  }

  private void run(
      Pass newPass,
      @Nullable FloatMemory newX,
      @Nullable FloatMemory newOut,
      @Nullable FloatMemory newOutGradient,
      @Nullable FloatMemory newXGradient) {
    pass = newPass;
    x = newX;
    out = newOut;
    outGradient = newOutGradient;
    xGradient = newXGradient;
    SharedWork.run(work, count);
    x = null;
    out = null;
    outGradient = null;
    xGradient = null;
  }

  private void piece(int index) {
    PoolingPiece piece = pieces[index];
    int end = SharedWork.cut(shape.images, index + 1, count);
    for (int i = SharedWork.cut(shape.images, index, count); i < end; i += shape.bandImages) {
      int images = Math.min(shape.bandImages, end - i);
      for (int row = 0; row < shape.outHeight; row += shape.bandOutRows) {
        piece.band.set(i, images, row);
        band(piece);
      }
    }
  }

  private void band(PoolingPiece piece) {
    switch (pass) {
      case MAX -> piece.max(given(x), given(out));
      case MAX_GRADIENT ->
          piece.maxGradient(given(x), given(out), given(outGradient), given(xGradient));
      case AVERAGE -> piece.average(given(x), countsPadding, given(out));
      case AVERAGE_GRADIENT ->
          piece.averageGradient(given(outGradient), countsPadding, given(xGradient));
    }
  }

  private static FloatMemory given(@Nullable FloatMemory memory) {
    if (memory == null) {
      throw new IllegalStateException("without an array");
    }
    return memory;
  }
}
