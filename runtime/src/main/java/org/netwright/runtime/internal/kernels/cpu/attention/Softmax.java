package org.netwright.runtime.internal.kernels.cpu.attention;

import java.util.Arrays;
import org.netwright.runtime.internal.kernels.cpu.functions.Exponential;
import org.netwright.runtime.internal.kernels.cpu.functions.Precision;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * The probabilities of a block of scores, [keys × queries], and the gradients of the scores. They
 * are kept on the heap as tiles of whole rows, so that almost all loops run over whole tiles: what
 * each query has, is repeated for the rows of a tile; what is summed over keys, is summed over
 * tiles, and then the rows of one are.
 *
 * <p>The largest score of a query need not be known: scores are so small almost always that the sum
 * of their exponentials is a normal number. If one of the block is not, the block is computed again
 * from the largest scores.
 */
final class Softmax {
  private final QueryBlock block;
  private final DropoutMask dropout;
  private final Exponential exponential = new Exponential();
  private final float[] spread = new float[QueryBlock.TILE];
  private final float[] lanes = new float[QueryBlock.TILE];
  private final float[] mask = new float[QueryBlock.TILE];
  private final float[] folded = new float[QueryBlock.TILE];
  private float[] factors = {};
  private float[][] probabilities = {};
  private float[][] gradients = {};

  Softmax(AttentionShape shape, QueryBlock block) {
    this.block = block;
    dropout = new DropoutMask(shape, block);
  }

  /** Makes room for the current block. */
  private void require(boolean withGradient) {
    factors = FloatArrays.atLeast(block.rows, factors);
    probabilities = FloatArrays.atLeast(block.tiles(), QueryBlock.TILE, probabilities);
    if (withGradient) {
      gradients = FloatArrays.atLeast(block.tiles(), QueryBlock.TILE, gradients);
    }
  }

  /**
   * Overwrites scores with probabilities, after dropout.
   *
   * @param scores those of the block from {@code at} on
   * @param normalizers of all queries: what their exponentials are multiplied by, or 0 if those of
   *     the block have to be found again
   */
  void probabilities(FloatMemory scores, long at, FloatMemory normalizers) {
    require(false);
    boolean direct = normalize(scores, at);
    for (int tile = 0; tile < block.tiles(); tile++) {
      float[] p = probabilities[tile];
      if (dropout.isActive()) {
        dropout.draw(tile, mask);
        multiply(p, mask, block.length(tile));
      }
      scores.put(at + block.offset(tile), p, block.length(tile));
    }
    if (!direct) {
      Arrays.fill(factors, 0, block.rows, 0);
    }
    normalizers.put(block.index(0), factors, block.rows);
  }

  /**
   * Overwrites scores with probabilities, after dropout, and the gradients of those, g, with the
   * gradients of the scores: {@code p · (g − Σ_keys p · g)}.
   *
   * @param from the gradients of the block from {@code place} on
   */
  void gradients(
      FloatMemory scores, long at, FloatMemory from, long place, FloatMemory normalizers) {
    require(true);
    normalizers.get(block.index(0), factors, block.rows);
    if (factors[0] == 0) {
      normalize(scores, at);
    } else {
      exponentials(scores, at, false);
      multiplyByFactors();
    }
    for (int tile = 0; tile < block.tiles(); tile++) {
      int length = block.length(tile);
      float[] p = probabilities[tile];
      float[] g = gradients[tile];
      from.get(place + block.offset(tile), g, length);
      if (dropout.isActive()) {
        dropout.draw(tile, mask);
        multiply(g, mask, length);
        multiply(mask, p, length);
        scores.put(at + block.offset(tile), mask, length);
      } else {
        scores.put(at + block.offset(tile), p, length);
      }
      if (tile == 0) {
        products(p, g, lanes, length);
      } else {
        addProducts(p, g, lanes, length);
      }
    }
    foldSums();
    repeat(lanes);
    for (int tile = 0; tile < block.tiles(); tile++) {
      gradients(probabilities[tile], gradients[tile], spread, block.length(tile));
      from.put(place + block.offset(tile), gradients[tile], block.length(tile));
    }
  }

  /**
   * Computes probabilities from scores, and factors.
   *
   * @return whether the factors are those of the exponentials of the scores themselves
   */
  private boolean normalize(FloatMemory scores, long at) {
    exponentials(scores, at, false);
    foldExponentials();
    boolean direct = areNormal();
    if (!direct) {
      findLargest(scores, at);
      exponentials(scores, at, true);
      foldExponentials();
    }
    for (int i = 0; i < block.rows; i++) {
      factors[i] = 1 / lanes[i];
    }
    multiplyByFactors();
    return direct;
  }

  /** Reads scores, and computes their exponentials, or those of what they have above the spread. */
  private void exponentials(FloatMemory scores, long at, boolean subtracting) {
    for (int tile = 0; tile < block.tiles(); tile++) {
      float[] p = probabilities[tile];
      int length = block.length(tile);
      scores.get(at + block.offset(tile), p, length);
      if (subtracting) {
        subtract(p, spread, length);
      }
      exponential.exp(p, length);
      block.hide(tile, p, 0);
    }
  }

  /** Leaves the largest score of each query in the spread. */
  private void findLargest(FloatMemory scores, long at) {
    for (int tile = 0; tile < block.tiles(); tile++) {
      float[] p = probabilities[tile];
      int length = block.length(tile);
      scores.get(at + block.offset(tile), p, length);
      block.hide(tile, p, Float.NEGATIVE_INFINITY);
      if (tile == 0) {
        System.arraycopy(p, 0, lanes, 0, length);
      } else {
        raise(lanes, p, length);
      }
    }
    for (int keys = block.keysOf(0); keys > 1; keys = (keys + 1) / 2) {
      raise(lanes, folded, split(keys));
    }
    repeat(lanes);
  }

  private void foldExponentials() {
    System.arraycopy(probabilities[0], 0, lanes, 0, block.length(0));
    for (int tile = 1; tile < block.tiles(); tile++) {
      add(lanes, probabilities[tile], block.length(tile));
    }
    foldSums();
  }

  /** Adds up the rows of the lanes. */
  private void foldSums() {
    for (int keys = block.keysOf(0); keys > 1; keys = (keys + 1) / 2) {
      add(lanes, folded, split(keys));
    }
  }

  /** Copies the second half of the rows of the lanes, and returns its length. */
  private int split(int keys) {
    int length = keys / 2 * block.rows;
    System.arraycopy(lanes, (keys + 1) / 2 * block.rows, folded, 0, length);
    return length;
  }

  private boolean areNormal() {
    for (int i = 0; i < block.rows; i++) {
      if (!(lanes[i] > Precision.LEAST_SUM && lanes[i] < 1 / Precision.LEAST_SUM)) {
        return false;
      }
    }
    return true;
  }

  private void multiplyByFactors() {
    repeat(factors);
    for (int tile = 0; tile < block.tiles(); tile++) {
      multiply(probabilities[tile], spread, block.length(tile));
    }
  }

  /** Repeats a number of each query for the rows of a tile. */
  private void repeat(float[] numbers) {
    int length = block.length(0);
    System.arraycopy(numbers, 0, spread, 0, block.rows);
    for (int filled = block.rows; filled < length; filled *= 2) {
      System.arraycopy(spread, 0, spread, filled, Math.min(filled, length - filled));
    }
  }

  private static void add(float[] sums, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i];
    }
  }

  private static void raise(float[] largest, float[] x, int n) {
    for (int i = 0; i < n; i++) {
      largest[i] = Math.max(largest[i], x[i]);
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

  private static void products(float[] x, float[] y, float[] products, int n) {
    for (int i = 0; i < n; i++) {
      products[i] = x[i] * y[i];
    }
  }

  private static void addProducts(float[] x, float[] y, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i] * y[i];
    }
  }

  private static void gradients(float[] p, float[] g, float[] means, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = p[i] * (g[i] - means[i]);
    }
  }
}
