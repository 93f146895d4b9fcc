package org.netwright.runtime.internal.memory;

/**
 * Sums over memory whose order of additions depends on their length alone.
 *
 * <p>BLAS's own sums begin with the elements up to the next aligned address, so that the last
 * digits of a sum depend on where the numbers are in memory.
 *
 * <p>The tiles of a block are added up lane by lane in float, which Java compiles to vector
 * instructions. Then the lanes are folded, and the few that remain are added up in double.
 */
public final class FloatSums {
  /** What is added up of each element: overwrites the first n elements with it. */
  public interface Term {
    void apply(float[] x, int n);
  }

  private static final int TILE = 2048;

  /**
   * So few tiles that summing them in float loses almost nothing. Blocks are added up in double.
   */
  public static final int BLOCK = 16 * TILE;

  /** So few lanes that they are added up in double. */
  private static final int FEW = 256;

  private final float[] lanes = new float[TILE];
  private final float[] tile = new float[TILE];

  /** Returns the sum over the first {@code length} elements of a memory. */
  double sum(FloatMemory memory, long length, Term term) {
    double sum = 0;
    for (long first = 0; first < length; first += BLOCK) {
      sum += block(memory, first, Math.min(length, first + BLOCK), term);
    }
    return sum;
  }

  /**
   * Returns the sum over a block.
   *
   * @param first a multiple of {@link #BLOCK}
   * @param end at most a block after it
   */
  public double block(FloatMemory memory, long first, long end, Term term) {
    int width = (int) Math.min(TILE, end - first);
    memory.get(first, lanes, width);
    term.apply(lanes, width);
    for (long i = first + width; i < end; i += TILE) {
      int n = (int) Math.min(TILE, end - i);
      memory.get(i, tile, n);
      term.apply(tile, n);
      add(tile, lanes, n);
    }
    return fold(lanes, tile, width);
  }

  /**
   * Returns the sum of the first lanes: adds their upper half to the lower until few are left. The
   * lanes are overwritten, as are as many elements of the scratch.
   */
  public static double fold(float[] lanes, float[] scratch, int width) {
    int left = width;
    while (left > FEW) {
      int half = (left + 1) / 2;
      System.arraycopy(lanes, half, scratch, 0, left - half);
      add(scratch, lanes, left - half);
      left = half;
    }
    return sum(lanes, left);
  }

  /**
   * Returns the sum of the first n elements, in double. It has four running sums, because additions
   * to a single one would wait for each other.
   */
  public static double sum(float[] x, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
    }
    for (; i < n; i++) {
      s0 += x[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  private static void add(float[] x, float[] sums, int n) {
    for (int i = 0; i < n; i++) {
      sums[i] += x[i];
    }
  }

  static void self(float[] x, int n) {}

  /** |x|. */
  public static void size(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.abs(x[i]);
    }
  }

  /** x². */
  public static void square(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= x[i];
    }
  }
}
