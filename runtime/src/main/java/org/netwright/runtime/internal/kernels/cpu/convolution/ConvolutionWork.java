package org.netwright.runtime.internal.kernels.cpu.convolution;

import org.netwright.runtime.internal.kernels.blas.BlasThreads;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatScratch;
import org.netwright.runtime.internal.threads.PieceThreads;

/** A way to compute convolutions, in pieces that several threads share. */
abstract class ConvolutionWork implements PieceThreads.Work {
  /** The least number of multiplications of a piece, as for a product of matrices. */
  static final long PIECE = 1 << 20;

  /** So many sums that all pieces may have together: a quarter of a gigabyte. */
  private static final int SUMS = 1 << 26;

  /** So many numbers that outputs read, for all outputs of a block, fit the cache. */
  static final int COLUMNS = 1 << 17;

  /** A product with fewer columns has less than its full speed. */
  static final int FEW = 128;

  /** Parts of the scratch memory begin at multiples of this, a cache line. */
  private static final int ALIGNMENT = 16;

  final ConvolutionShape shape;
  private final FloatScratch scratch;

  /** The scratch memory of the current call. */
  @SuppressWarnings("NullAway.Init") // set before each call
  FloatMemory memory;

  ConvolutionWork(ConvolutionShape shape, FloatScratch scratch) {
    this.shape = shape;
    this.scratch = scratch;
  }

  /** Sets the scratch memory for a number of floats. */
  final void require(long floats) {
    memory = scratch.require(floats);
  }

  /** Does the pieces, on one thread if BLAS has one. */
  final void run(int pieces) {
    int threads = BlasThreads.begin();
    try {
      PieceThreads.run(this, pieces, threads);
    } finally {
      BlasThreads.end();
    }
  }

  /**
   * Returns how many pieces there should be for the work of the shape.
   *
   * @param sums how many numbers each piece adds up for itself
   */
  static int wantedPieces(ConvolutionShape shape, int sums) {
    long fitting = sums == 0 ? PieceThreads.PROCESSORS : SUMS / sums;
    return (int) Math.max(1, Math.min(fitting, wantedPieces(shape)));
  }

  /** Returns how many pieces there should be for the work of the shape. */
  static int wantedPieces(ConvolutionShape shape) {
    return (int) Math.max(1, Math.min(PieceThreads.PROCESSORS, shape.multiplications() / PIECE));
  }

  /**
   * Cuts the outputs of a shape into blocks.
   *
   * @param most how many outputs a block has at most
   * @param wanted how many pieces there should be
   * @return whether planes are {@link FlatPlane}s
   */
  static boolean cut(ConvolutionShape shape, ConvolutionBlocks blocks, int most, int wanted) {
    if (FlatPlane.isFor(shape)) {
      blocks.cut(shape.n, shape.outHeight, shape.outWidth, 0, most, wanted);
      if (blocks.columns() == shape.outWidth) {
        return true;
      }
    }
    int beyond = GatheredPlanes.isFor(shape) ? 0 : shape.beyond();
    blocks.cut(shape.n, shape.outHeight, shape.outWidth, beyond, most, wanted);
    return false;
  }

  static long aligned(long length) {
    return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
