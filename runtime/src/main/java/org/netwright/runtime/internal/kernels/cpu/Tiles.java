package org.netwright.runtime.internal.kernels.cpu;

import org.bytedeco.javacpp.FloatPointer;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.random.RandomBits;

/**
 * Processes off-heap memory tile by tile: each tile is copied to a heap array, changed and copied
 * back. The arrays stay in the first-level cache.
 *
 * <p>The loops over a tile all begin at index 0 and use only their counter as an index, because
 * every supported JDK compiles only such loops to vector instructions.
 */
final class Tiles {
  /**
   * The number of elements of a tile: four tiles fill two thirds of a typical first-level cache.
   */
  static final int SIZE = 2048;

  /** Overwrites the first n elements of x. */
  interface Transform {
    void apply(float[] x, float parameter, int n, TileArrays scratch);
  }

  /** Overwrites the first n elements of y. */
  interface Combination {
    void apply(float[] x, float[] y, float parameter, int n, TileArrays scratch);
  }

  /** Adds up something over the first n elements of x and y, in double. */
  interface Sum {
    double apply(float[] x, float[] y, float parameter, int n, TileArrays scratch);
  }

  /** Writes something for each of the first n elements of x and y, in double. */
  interface Terms {
    void apply(float[] x, float[] y, float parameter, int n, double[] terms, TileArrays scratch);
  }

  /** Overwrites the first n elements of x. */
  interface Derivation {
    void apply(float[] x, float first, float second, int n);
  }

  /** Adds to the first n elements of a gradient. */
  interface Accumulation {
    void apply(float[] x, float[] gradient, float first, float second, int n);
  }

  /** Also those of the first piece of what threads share. */
  final TileArrays arrays = new TileArrays();

  private final float[] a = arrays.a;
  private final float[] b = arrays.b;
  private final ElementLoops loops = new ElementLoops(arrays);
  final SharedSums sums = new SharedSums();
  final RowProduct rowProduct = new RowProduct(arrays);
  final MatrixProducts products = new MatrixProducts();
  final Vectors vectors = new Vectors();
  final Orthogonality orthogonality = new Orthogonality(products);
  private FloatPointer ones = new FloatPointer(1f);

  /**
   * Writes a function of each element of {@code x} to {@code out}, which may be {@code x}. Threads
   * share many elements.
   */
  void map(FloatMemory x, FloatMemory out, long length, float parameter, Transform function) {
    loops.map(x, out, length, parameter, function);
  }

  /** Copies elements from one memory to another. */
  void copy(FloatMemory from, long first, FloatMemory to, long target, long length) {
    for (long i = 0; i < length; i += SIZE) {
      int n = size(i, length);
      from.get(first + i, a, n);
      to.put(target + i, a, n);
    }
  }

  /**
   * Writes a function of each pair of elements to {@code out}, which may be {@code x} or y. Threads
   * share many elements.
   */
  void combine(
      FloatMemory x,
      FloatMemory y,
      FloatMemory out,
      long length,
      float parameter,
      Combination function) {
    loops.combine(x, y, out, length, parameter, function);
  }

  /** Adds up a function of each pair of elements, in double. */
  double sum(FloatMemory x, FloatMemory y, long length, float parameter, Sum function) {
    double sum = 0;
    for (long i = 0; i < length; i += SIZE) {
      int n = size(i, length);
      x.get(i, a, n);
      y.get(i, b, n);
      sum += function.apply(a, b, parameter, n, arrays);
    }
    return sum;
  }

  /**
   * Returns the sum of the squares of the first elements; in double if squares are too large for a
   * float: an infinite norm would scale all gradients to 0.
   */
  double sumOfSquares(FloatMemory x, long length) {
    double sum = x.sumOfSquares(length);
    return Double.isFinite(sum) ? sum : sum(x, x, length, 0, Tiles::squares);
  }

  private static double squares(float[] x, float[] same, float unused, int n, TileArrays scratch) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (double) x[i] * same[i];
    }
    return sum;
  }

  /**
   * Adds up one function of each pair of elements and writes another, multiplied by a factor, so
   * that the pairs are read only once.
   */
  double sumAndCombine(
      FloatMemory x,
      FloatMemory y,
      FloatMemory out,
      long length,
      float parameter,
      Sum summand,
      Combination function,
      float factor) {
    double sum = 0;
    for (long i = 0; i < length; i += SIZE) {
      int n = size(i, length);
      x.get(i, a, n);
      y.get(i, b, n);
      sum += summand.apply(a, b, parameter, n, arrays);
      function.apply(a, b, parameter, n, arrays);
      scale(b, factor, n);
      out.put(i, b, n);
    }
    return sum;
  }

  /**
   * Adds a function of each of the first elements of x to a gradient. Threads share many elements.
   */
  void accumulate(
      FloatMemory x,
      FloatMemory gradient,
      long length,
      float first,
      float second,
      Accumulation function) {
    loops.accumulate(x, gradient, length, first, second, function);
  }

  /** Writes a function of each of the first elements of x. Threads share many elements. */
  void derive(
      FloatMemory x, FloatMemory out, long length, float first, float second, Derivation function) {
    loops.derive(x, out, length, first, second, function);
  }

  private static void scale(float[] x, float factor, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= factor;
    }
  }

  /**
   * Draws the factors of a dropout: 0 with the probability {@code rate}, and otherwise 1 / (1 −
   * rate).
   */
  void drawDropout(double rate, long seed, FloatMemory factors, long length) {
    float kept = (float) (1 / (1 - rate));
    for (long first = 0; first < length; first += SIZE) {
      int n = size(first, length);
      for (int i = 0; i < n; i++) {
        a[i] = RandomBits.uniform(seed, first + i) < rate ? 0 : kept;
      }
      factors.put(first, a, n);
    }
  }

  /** Repeats a row of {@code width} elements {@code n} times. */
  void repeat(FloatMemory row, int width, FloatMemory out, int n) {
    if (width > SIZE) {
      repeatInColumns(row, width, out, n);
      return;
    }
    int full = Math.min(n, SIZE / width) * width;
    row.get(0, a, width);
    for (int filled = width; filled < full; filled *= 2) {
      System.arraycopy(a, 0, a, filled, Math.min(filled, full - filled));
    }
    long length = (long) n * width;
    for (long i = 0; i < length; i += full) {
      out.put(i, a, (int) Math.min(full, length - i));
    }
  }

  private void repeatInColumns(FloatMemory row, int width, FloatMemory out, int n) {
    for (int column = 0; column < width; column += SIZE) {
      int columns = size(column, width);
      row.get(column, a, columns);
      for (long r = 0; r < n; r++) {
        out.put(r * width + column, a, columns);
      }
    }
  }

  /** Returns a pointer to at least {@code n} ones: a product with them is a sum. */
  FloatPointer ones(int n) {
    if (ones.capacity() < n) {
      ones = new FloatPointer((long) n);
      for (int i = 0; i < n; i++) {
        ones.put(i, 1);
      }
    }
    return ones;
  }

  static int size(long first, long length) {
    return (int) Math.min(SIZE, length - first);
  }
}
