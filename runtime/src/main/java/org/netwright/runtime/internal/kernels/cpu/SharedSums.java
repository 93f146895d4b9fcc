package org.netwright.runtime.internal.kernels.cpu;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatSums;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Sums over long memory that threads share, block by block; to the bit those that {@link
 * FloatMemory} computes on one thread, because the blocks are added up in their order.
 */
final class SharedSums implements PieceThreads.Work {
  private final FloatSums[] pieces = new FloatSums[PieceThreads.PROCESSORS];
  private double[] blocks = new double[1];
  private int count;
  private long length;
  private @Nullable FloatMemory memory;
  private FloatSums.Term term = FloatSums::size;

  /** Returns the sum of the magnitudes of all elements. */
  double ofSizes(FloatMemory newMemory) {
    return sum(newMemory, FloatSums::size);
  }

  /** Returns the sum of the squares of all elements. */
  double ofSquares(FloatMemory newMemory) {
    return sum(newMemory, FloatSums::square);
  }

  private double sum(FloatMemory newMemory, FloatSums.Term newTerm) {
    memory = newMemory;
    length = newMemory.length();
    term = newTerm;
    int all = blocks();
    if (blocks.length < all) {
      blocks = new double[all];
    }
    count = SharedWork.pieces(length, all);
    for (int i = 0; i < count; i++) {
      if (pieces[i] == null) {
        pieces[i] = new FloatSums();
      }
    }
    SharedWork.run(this, count);
    memory = null;
    double sum = 0;
    for (int i = 0; i < all; i++) {
      sum += blocks[i];
    }
    return sum;
  }

  private int blocks() {
    return Math.toIntExact((length - 1) / FloatSums.BLOCK + 1);
  }

  @Override
  public void piece(int index) {
    FloatMemory from = memory;
    if (from == null) {
      throw new IllegalStateException("without memory");
    }
    int end = SharedWork.cut(blocks(), index + 1, count);
    for (int block = SharedWork.cut(blocks(), index, count); block < end; block++) {
      long first = (long) block * FloatSums.BLOCK;
      long last = Math.min(length, first + FloatSums.BLOCK);
      blocks[block] = pieces[index].block(from, first, last, term);
    }
  }
}
