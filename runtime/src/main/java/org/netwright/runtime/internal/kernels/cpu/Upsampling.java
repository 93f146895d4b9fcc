package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Repeats each element of images in a rectangle, and adds these up again. The rows of all images
 * are processed alike; threads share ranges of them.
 */
final class Upsampling {
  /** The memory of one piece: rows, rows of repeated elements, repeated rows of these. */
  private static final class Piece {
    float[] few = new float[0];
    float[] wide = new float[0];
    float[] all = new float[0];

    void require(int length) {
      if (all.length < length) {
        int capacity = Math.max(length, Tiles.SIZE);
        few = new float[capacity];
        wide = new float[capacity];
        all = new float[capacity];
      }
    }
  }

  private final Piece[] pieces = new Piece[PieceThreads.PROCESSORS];
  private final PieceThreads.Work work = this::piece;
  private int count;
  private int height;
  private int width;
  private int rows;
  private int columns;
  private boolean backward;
  private @Nullable FloatMemory small;
  private @Nullable FloatMemory large;

  /**
   * Writes the repeated elements, or if it is called backward their sums.
   *
   * @param newHeight the number of rows of all small images
   */
  void run(
      FloatMemory newSmall,
      FloatMemory newLarge,
      int newHeight,
      int newWidth,
      int newRows,
      int newColumns,
      boolean newBackward) {
    small = newSmall;
    large = newLarge;
    height = newHeight;
    width = newWidth;
    rows = newRows;
    columns = newColumns;
    backward = newBackward;
    count = SharedWork.pieces((long) height * width * rows * columns, height);
    for (int i = 0; i < count; i++) {
      if (pieces[i] == null) {
        pieces[i] = new Piece();
      }
      pieces[i].require(width * rows * columns);
    }
    SharedWork.run(work, count);
    small = null;
    large = null;
  }

  private void piece(int index) {
    FloatMemory few = small;
    FloatMemory many = large;
    if (few == null || many == null) {
      throw new IllegalStateException("without arrays");
    }
    int most = Math.max(1, Tiles.SIZE / (width * rows * columns));
    int end = SharedWork.cut(height, index + 1, count);
    for (int row = SharedWork.cut(height, index, count); row < end; row += most) {
      int taken = Math.min(most, end - row);
      if (backward) {
        addUp(pieces[index], few, many, row, taken);
      } else {
        repeat(pieces[index], few, many, row, taken);
      }
    }
  }

  private void repeat(Piece piece, FloatMemory from, FloatMemory to, int row, int taken) {
    int length = width * columns;
    from.get((long) row * width, piece.few, taken * width);
    repeat(piece.few, piece.wide, taken * width, columns);
    for (int i = 0; i < taken * rows; i++) {
      System.arraycopy(piece.wide, i / rows * length, piece.all, i * length, length);
    }
    to.put((long) row * rows * length, piece.all, taken * rows * length);
  }

  private void addUp(Piece piece, FloatMemory to, FloatMemory from, int row, int taken) {
    int length = width * columns;
    from.get((long) row * rows * length, piece.all, taken * rows * length);
    Arrays.fill(piece.few, 0, taken * width, 0);
    for (int i = 0; i < taken * rows; i++) {
      int sums = i / rows * width;
      if (columns == 2) {
        addPairs(piece.all, i * length, piece.few, sums, width);
      } else {
        addUp(piece.all, i * length, columns, piece.few, sums, width);
      }
    }
    to.put((long) row * width, piece.few, taken * width);
  }

  private static void repeat(float[] x, float[] out, int n, int times) {
    if (times == 2) {
      for (int i = 0; i < n; i++) {
        out[2 * i] = x[i];
        out[2 * i + 1] = x[i];
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < times; j++) {
        out[i * times + j] = x[i];
      }
    }
  }

  private static void addPairs(float[] x, int first, float[] sums, int to, int width) {
    for (int i = 0; i < width; i++) {
      sums[to + i] += x[first + 2 * i] + x[first + 2 * i + 1];
    }
  }

  private static void addUp(float[] x, int first, int columns, float[] sums, int to, int width) {
    for (int i = 0; i < width; i++) {
      float sum = 0;
      for (int j = 0; j < columns; j++) {
        sum += x[first + i * columns + j];
      }
      sums[to + i] += sum;
    }
  }
}
