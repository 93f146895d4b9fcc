package org.netwright.runtime.internal.kernels.cpu;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Pooling of whole channels. The pieces that threads share are ranges of planes if channels are
 * first, ranges of rows otherwise.
 */
final class GlobalPooling {
  /** An operation; which arrays it has, {@link #run} says. */
  enum Pass {
    AVERAGE,
    AVERAGE_GRADIENT,
    MAX,
    MAX_GRADIENT
  }

  private final PlanePooling[] planes = new PlanePooling[PieceThreads.PROCESSORS];
  private final ColumnPooling[] columns = new ColumnPooling[PieceThreads.PROCESSORS];
  private final PieceThreads.Work work = this::piece;
  private Pass pass = Pass.MAX;
  private int count;
  private int rows;
  private int channels;
  private int positions;
  private boolean channelsFirst;
  private @Nullable Lengths lengths;
  private @Nullable FloatMemory x;
  private @Nullable FloatMemory out;
  private @Nullable FloatMemory outGradient;
  private @Nullable FloatMemory xGradient;

  /** Takes the shape of the next call. */
  GlobalPooling of(int newRows, int newChannels, int newPositions, boolean newChannelsFirst) {
    rows = newRows;
    channels = newChannels;
    positions = newPositions;
    channelsFirst = newChannelsFirst;
    lengths = null;
    count = SharedWork.pieces((long) rows * channels * positions, units());
    for (int i = 0; i < count; i++) {
      if (channelsFirst && planes[i] == null) {
        planes[i] = new PlanePooling();
      }
      if (!channelsFirst && columns[i] == null) {
        columns[i] = new ColumnPooling();
      }
    }
    return this;
  }

  /** Takes the shape of the next call: sequences, of which padding is left out. */
  GlobalPooling ofSteps(int n, int features, Lengths newLengths) {
    of(n, features, newLengths.steps(), false);
    lengths = newLengths;
    return this;
  }

  /** Runs an operation, with null for the arrays that it does not have. */
  void run(
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
    lengths = null;
  }

  private int units() {
    return channelsFirst ? Math.multiplyExact(rows, channels) : rows;
  }

  private void piece(int index) {
    int from = SharedWork.cut(units(), index, count);
    int to = SharedWork.cut(units(), index + 1, count);
    if (channelsFirst) {
      PlanePooling piece = planes[index];
      switch (pass) {
        case AVERAGE -> piece.average(given(x), given(out), positions, from, to);
        case AVERAGE_GRADIENT ->
            piece.averageGradient(given(outGradient), given(xGradient), positions, from, to);
        case MAX -> piece.max(given(x), given(out), positions, from, to);
        case MAX_GRADIENT ->
            piece.maxGradient(
                given(x), given(out), given(outGradient), given(xGradient), positions, from, to);
      }
      return;
    }
    ColumnPooling piece = columns[index];
    piece.set(rows, channels, positions);
    for (int row = from; row < to; row++) {
      piece.moveTo(row, lengths == null ? positions : lengths.get(row));
      switch (pass) {
        case AVERAGE -> piece.average(given(x), given(out));
        case AVERAGE_GRADIENT -> piece.averageGradient(given(outGradient), given(xGradient));
        case MAX -> piece.max(given(x), given(out));
        case MAX_GRADIENT -> piece.maxGradient(given(x), out, given(outGradient), given(xGradient));
      }
    }
  }

  private static FloatMemory given(@Nullable FloatMemory memory) {
    if (memory == null) {
      throw new IllegalStateException("without an array");
    }
    return memory;
  }
}
