package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Multiplies each channel of each row by a number of its own. The pieces that threads share are
 * ranges of rows.
 */
final class ChannelFactors {
  /** The memory of one piece. */
  private static final class Piece {
    final float[] x = new float[Tiles.SIZE];
    final float[] factors = new float[Tiles.SIZE];
  }

  private final Piece[] pieces = new Piece[PieceThreads.PROCESSORS];
  private final PieceThreads.Work work = this::piece;
  private int count;
  private int rows;
  private int channels;
  private int positions;
  private boolean channelsFirst;
  private @Nullable FloatMemory x;
  private @Nullable FloatMemory factors;
  private @Nullable FloatMemory out;

  /** Writes {@code x · factors}. */
  void multiply(
      FloatMemory newX,
      FloatMemory newFactors,
      FloatMemory newOut,
      int newRows,
      int newChannels,
      int newPositions,
      boolean newChannelsFirst) {
    x = newX;
    factors = newFactors;
    out = newOut;
    rows = newRows;
    channels = newChannels;
    positions = newPositions;
    channelsFirst = newChannelsFirst;
    count = SharedWork.pieces((long) rows * channels * positions, rows);
    for (int i = 0; i < count; i++) {
      if (pieces[i] == null) {
        pieces[i] = new Piece();
      }
    }
    SharedWork.run(work, count);
    x = null;
    factors = null;
    out = null;
  }

  private void piece(int index) {
    FloatMemory from = x;
    FloatMemory numbers = factors;
    FloatMemory to = out;
    if (from == null || numbers == null || to == null) {
      throw new IllegalStateException("without arrays");
    }
    Piece own = pieces[index];
    long rowLength = (long) channels * positions;
    int end = SharedWork.cut(rows, index + 1, count);
    for (int row = SharedWork.cut(rows, index, count); row < end; row++) {
      for (long i = 0; i < rowLength; ) {
        int n;
        if (channelsFirst) {
          n = expandPlanes(numbers, (long) row * channels, i, own.factors);
        } else {
          n = expandPositions(numbers, (long) row * channels, i, own.factors);
        }
        long first = row * rowLength + i;
        from.get(first, own.x, n);
        multiply(own.factors, own.x, n);
        to.put(first, own.x, n);
        i += n;
      }
    }
  }

  /** Repeats the factors from that of element {@code i} of a row on, and returns their number. */
  private int expandPlanes(FloatMemory numbers, long first, long i, float[] out) {
    int n = Tiles.size(i, (long) channels * positions);
    for (int filled = 0; filled < n; ) {
      long at = i + filled;
      int length = (int) Math.min(positions - at % positions, n - filled);
      Arrays.fill(out, filled, filled + length, numbers.get(first + at / positions));
      filled += length;
    }
    return n;
  }

  private int expandPositions(FloatMemory numbers, long first, long i, float[] out) {
    int channel = (int) (i % channels);
    if (channels > Tiles.SIZE) {
      int n = Tiles.size(channel, channels);
      numbers.get(first + channel, out, n);
      return n;
    }
    int full = Tiles.SIZE / channels * channels;
    int n = (int) Math.min(full, (long) channels * positions - i);
    if (i == 0) {
      numbers.get(first, out, channels);
      for (int filled = channels; filled < n; filled *= 2) {
        System.arraycopy(out, 0, out, filled, Math.min(filled, n - filled));
      }
    }
    return n;
  }

  private static void multiply(float[] factors, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= factors[i];
    }
  }
}
