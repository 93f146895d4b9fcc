package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.kernels.blas.BlasThreads;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Cuts loops over large tensors into pieces that several threads share. Into how many depends on
 * the shapes and the number of processors alone, so that results are the same to the bit on a busy
 * machine.
 */
final class SharedWork {
  /**
   * The least number of elements of a piece: they take several times as long as handing it to
   * another thread.
   */
  private static final long PIECE = 1 << 15;

  private SharedWork() {}

  /**
   * Returns the number of pieces.
   *
   * @param elements how many are read and written
   * @param units how many parts there are that cannot be cut
   */
  static int pieces(long elements, long units) {
    long most = Math.min(PieceThreads.PROCESSORS, units);
    return (int) Math.max(1, Math.min(elements / PIECE, most));
  }

  /** Returns the first unit of a piece. */
  static int cut(int units, int piece, int pieces) {
    return PieceThreads.cut(units, 1, piece, pieces);
  }

  /** Does all pieces, together with as many threads as may share a product. */
  static void run(PieceThreads.Work work, int pieces) {
    if (pieces == 1) {
      work.piece(0);
      return;
    }
    int threads = BlasThreads.begin();
    try {
      PieceThreads.run(work, pieces, threads);
    } finally {
      BlasThreads.end();
    }
  }
}
