package org.netwright.runtime.internal.kernels.cpu;

import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sscal;

import java.util.Arrays;
import org.netwright.runtime.internal.kernels.blas.BlasThreads;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.NativeFloats;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Arithmetic on vectors by BLAS, on the calling thread; long vectors in pieces, as {@link
 * MatrixProducts}.
 */
final class Vectors implements PieceThreads.Work {
  /** OpenBLAS itself keeps vectors of at most this length on the calling thread. */
  private static final int SHORT = 10_000;

  /**
   * The least number of elements of a piece: they take much longer than handing it to another
   * thread.
   */
  private static final int PIECE = 1 << 16;

  /** The elements of a piece are a multiple of this, a cache line. */
  private static final int UNIT = 16;

  private final NativeFloats[] xs = pointers();
  private final NativeFloats[] ys = pointers();
  private int length;
  private float factor;
  private long x;
  private long y;
  private int pieces;

  private static NativeFloats[] pointers() {
    NativeFloats[] all = new NativeFloats[PieceThreads.PROCESSORS];
    Arrays.setAll(all, i -> new NativeFloats());
    return all;
  }

  /** {@code y += factor · x}. */
  void addScaled(double newFactor, FloatMemory newX, FloatMemory newY) {
    length = newX.blasLength();
    factor = (float) newFactor;
    x = newX.pointer().address();
    y = newY.pointer().address();
    run();
  }

  /** {@code x *= factor}. */
  void scale(double newFactor, FloatMemory newX) {
    length = newX.blasLength();
    factor = (float) newFactor;
    x = newX.pointer().address();
    y = 0;
    run();
  }

  private void run() {
    pieces = 1;
    if (length <= SHORT) {
      piece(0);
      return;
    }
    pieces = Math.max(1, Math.min(length / PIECE, PieceThreads.PROCESSORS));
    int threads = BlasThreads.begin();
    try {
      PieceThreads.run(this, pieces, threads);
    } finally {
      BlasThreads.end();
    }
  }

  @Override
  public void piece(int index) {
    int from = PieceThreads.cut(length, UNIT, index, pieces);
    int size = PieceThreads.cut(length, UNIT, index + 1, pieces) - from;
    NativeFloats ownX = xs[index].moveTo(x, from);
    if (y == 0) {
      cblas_sscal(size, factor, ownX, 1);
    } else {
      cblas_saxpy(size, factor, ownX, 1, ys[index].moveTo(y, from), 1);
    }
  }
}
