package org.netwright.runtime.internal.kernels.cpu.attention;

import org.netwright.runtime.internal.random.RandomBits;

/** Draws the factors of probabilities: 0 or 1 / (1 − rate). */
final class DropoutMask {
  private final AttentionShape shape;
  private final QueryBlock block;

  DropoutMask(AttentionShape shape, QueryBlock block) {
    this.shape = shape;
    this.block = block;
  }

  boolean isActive() {
    return shape.rate > 0;
  }

  /** Draws those of a tile, the same at each call. */
  void draw(int tile, float[] mask) {
    float kept = (float) (1 / (1 - shape.rate));
    long first = block.index(0);
    int i = 0;
    for (int key = block.firstKey(tile); i < block.length(tile); key++) {
      for (int row = 0; row < block.rows; row++) {
        long index = (first + row) * shape.keys + key;
        mask[i++] = RandomBits.uniform(shape.seed, index) < shape.rate ? 0 : kept;
      }
    }
  }
}
