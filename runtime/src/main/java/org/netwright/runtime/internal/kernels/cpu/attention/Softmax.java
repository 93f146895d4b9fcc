package org.netwright.runtime.internal.kernels.cpu.attention;

import java.util.Arrays;
import org.netwright.runtime.internal.kernels.cpu.Exponential;
import org.netwright.runtime.internal.kernels.cpu.Sums;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.ScratchArrays;
import org.netwright.runtime.internal.random.RandomBits;

/**
 * The probabilities of a block of scores, and the gradients of the scores, tile by tile. A tile has
 * whole rows, so that most loops run over many rows at once.
 *
 * <p>The largest score of a row need not be known: scores are so small almost always that the sum
 * of their exponentials is a normal number. The few other rows are computed again, from their
 * largest score.
 */
final class Softmax {
  /** The number of elements of a tile of short rows. */
  private static final int TILE = 2048;

  /**
   * If the sum of exponentials is between this and its reciprocal, none was clipped, and those that
   * are 0 are less than 10⁻¹⁵ of the sum.
   */
  private static final double LEAST = 1e-20;

  /** The logarithm of a sum within the bounds, up to rounding. */
  private static final double LARGEST_LOGARITHM = -Math.log(LEAST);

  private final AttentionShape shape;
  private final QueryBlock block;
  private final Exponential exponential = new Exponential();
  private float[] p = {};
  private float[] g = {};
  private float[] spread = {};
  private float[] mask = {};
  private float[] row = {};
  private float[] normalizers = {};
  private float largest;

  Softmax(AttentionShape shape, QueryBlock block) {
    this.shape = shape;
    this.block = block;
  }

  /** Makes room for the blocks of the shape. */
  void require(boolean withGradient) {
    int length = Math.max(TILE, shape.keys);
    p = ScratchArrays.atLeast(length, p);
    spread = ScratchArrays.atLeast(length, spread);
    row = ScratchArrays.atLeast(shape.keys, row);
    normalizers = ScratchArrays.atLeast(shape.rows(), normalizers);
    if (shape.rate > 0) {
      mask = ScratchArrays.atLeast(length, mask);
    }
    if (withGradient) {
      g = ScratchArrays.atLeast(length, g);
    }
  }

  /**
   * Overwrites the scores of the block with probabilities, after dropout.
   *
   * @param scores [rows × keys] from {@code at} on
   * @param logarithms those of the sums, of all queries
   */
  void probabilities(FloatMemory scores, long at, FloatMemory logarithms) {
    int most = rowsPerTile();
    for (int first = 0; first < block.rows; first += most) {
      int rows = Math.min(most, block.rows - first);
      int length = rows * block.keys;
      long index = at + (long) first * block.keys;
      scores.get(index, p, length);
      exponential.exp(p, length);
      for (int i = 0; i < rows; i++) {
        int start = i * block.keys;
        hide(start, first + i);
        int visible = block.visible(first + i);
        double sum = Sums.blockSum(p, start, visible);
        double shift = 0;
        if (!(sum > LEAST && sum < 1 / LEAST)) {
          sum = fromLargest(scores, index + start, start, visible);
          shift = largest;
        }
        normalizers[first + i] = (float) (shift + Math.log(sum));
        Arrays.fill(spread, start, start + block.keys, (float) (1 / sum));
      }
      multiply(p, spread, length);
      if (shape.rate > 0) {
        drawMask(first, rows);
        multiply(p, mask, length);
      }
      scores.put(index, p, length);
    }
    logarithms.put(block.index(0), normalizers, block.rows);
  }

  /**
   * Overwrites the scores of the block with probabilities, after dropout, and the gradients of
   * those with the gradients of scores: {@code p · (g − Σ_keys p · g)}.
   *
   * @param gradients [rows × keys] from {@code gradientsAt} on
   * @param dots the sum for each row
   */
  void gradients(
      FloatMemory scores,
      long at,
      FloatMemory gradients,
      long gradientsAt,
      FloatMemory logarithms,
      float[] dots) {
    logarithms.get(block.index(0), normalizers, block.rows);
    int most = rowsPerTile();
    for (int first = 0; first < block.rows; first += most) {
      int rows = Math.min(most, block.rows - first);
      int length = rows * block.keys;
      long offset = (long) first * block.keys;
      scores.get(at + offset, p, length);
      recompute(scores, at + offset, first, rows);
      gradients.get(gradientsAt + offset, g, length);
      spread(dots, first, rows);
      if (shape.rate > 0) {
        drawMask(first, rows);
        maskedGradients(p, g, mask, spread, length);
      } else {
        gradients(p, g, spread, length);
      }
      scores.put(at + offset, p, length);
      gradients.put(gradientsAt + offset, g, length);
    }
  }

  /** Turns the scores of a tile into probabilities, by what the forward pass has kept. */
  private void recompute(FloatMemory scores, long index, int first, int rows) {
    int length = rows * block.keys;
    spread(normalizers, first, rows);
    subtract(p, spread, length);
    exponential.exp(p, length);
    for (int i = 0; i < rows; i++) {
      int start = i * block.keys;
      // The digits of a large logarithm are too few for probabilities.
      if (!(Math.abs(normalizers[first + i]) < LARGEST_LOGARITHM)) {
        int visible = block.visible(first + i);
        float factor = (float) (1 / fromLargest(scores, index + start, start, visible));
        for (int k = start; k < start + visible; k++) {
          p[k] *= factor;
        }
      }
      hide(start, first + i);
    }
  }

  /**
   * Overwrites a row of the tile with exponentials of which the largest is 1, and returns their
   * sum.
   */
  private double fromLargest(FloatMemory scores, long index, int start, int visible) {
    scores.get(index, row, visible);
    largest = Sums.max(row, 0, visible);
    subtract(row, largest, visible);
    exponential.exp(row, visible);
    System.arraycopy(row, 0, p, start, visible);
    return Sums.blockSum(row, 0, visible);
  }

  /** Sets what a row does not attend to to 0. */
  private void hide(int start, int ofBlock) {
    Arrays.fill(p, start + block.visible(ofBlock), start + block.keys, 0);
  }

  /** Repeats the number of each row of the tile for all its keys. */
  private void spread(float[] numbers, int first, int rows) {
    for (int i = 0; i < rows; i++) {
      Arrays.fill(spread, i * block.keys, (i + 1) * block.keys, numbers[first + i]);
    }
  }

  /** Draws the factors of the probabilities of a tile: 0 or 1 / (1 − rate). */
  private void drawMask(int first, int rows) {
    float kept = (float) (1 / (1 - shape.rate));
    for (int i = 0; i < rows; i++) {
      long index = block.index(first + i) * shape.keys;
      int start = i * block.keys;
      for (int k = 0; k < block.keys; k++) {
        mask[start + k] = RandomBits.uniform(shape.seed, index + k) < shape.rate ? 0 : kept;
      }
    }
  }

  private static void multiply(float[] x, float[] factors, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= factors[i];
    }
  }

  private static void subtract(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] -= y[i];
    }
  }

  private static void subtract(float[] x, float y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] -= y;
    }
  }

  private static void gradients(float[] p, float[] g, float[] dots, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = p[i] * (g[i] - dots[i]);
    }
  }

  private static void maskedGradients(float[] p, float[] g, float[] mask, float[] dots, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = p[i] * (g[i] * mask[i] - dots[i]);
      p[i] *= mask[i];
    }
  }

  private int rowsPerTile() {
    return Math.max(1, TILE / block.keys);
  }
}
