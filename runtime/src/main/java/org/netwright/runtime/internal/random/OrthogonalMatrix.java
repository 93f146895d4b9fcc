package org.netwright.runtime.internal.random;

import java.util.Arrays;

/**
 * Random matrices with orthonormal rows or columns, from the uniform (Haar) distribution: what the
 * QR decomposition of a matrix of normal numbers gives, as PyTorch's {@code orthogonal_} and
 * Keras's {@code Orthogonal} draw them.
 *
 * <p>They are drawn as products of Householder reflections of random vectors, one dimension longer
 * each: Stewart, "The efficient generation of random orthogonal matrices with an application to
 * condition estimators" (1980). That needs no decomposition, loses no digits, and gives the same
 * bits everywhere.
 */
public final class OrthogonalMatrix {
  /** So many columns of a large matrix are in the cache at once. */
  private static final int TILE = 64;

  private final double[][] longer;
  private final boolean isTransposed;

  private OrthogonalMatrix(double[][] longer, boolean isTransposed) {
    this.longer = longer;
    this.isTransposed = isTransposed;
  }

  /**
   * Draws a matrix, in about {@code 2 · max(rows, columns) · min(rows, columns)²} operations.
   *
   * @param seed the same seed gives the same bits
   */
  public static OrthogonalMatrix draw(int rows, int columns, long seed) {
    int length = Math.max(rows, columns);
    int count = Math.min(rows, columns);
    Reflection[] reflections = new Reflection[count];
    long drawn = 0;
    for (int k = 0; k < count; k++) {
      reflections[k] = Reflection.draw(length - count + k + 1, seed, drawn);
      drawn += reflections[k].vector.length;
    }
    double[][] matrix = new double[length][count];
    for (int from = 0; from < count; from += TILE) {
      double[][] tile = tile(reflections, length, from, Math.min(TILE, count - from));
      for (int i = 0; i < length; i++) {
        System.arraycopy(tile[i], 0, matrix[i], from, tile[i].length);
      }
    }
    return new OrthogonalMatrix(matrix, rows < columns);
  }

  /** Computes some columns. Each begins as a unit vector, in the reflection of its number. */
  private static double[][] tile(Reflection[] reflections, int length, int from, int width) {
    double[][] tile = new double[length][width];
    double[] products = new double[width];
    for (int k = from; k < reflections.length; k++) {
      Reflection reflection = reflections[k];
      if (k - from < width) {
        tile[reflection.vector.length - 1][k - from] = reflection.sign;
      }
      reflection.apply(tile, Math.min(width, k - from + 1), products);
    }
    return tile;
  }

  /** Returns an element. */
  public double get(int row, int column) {
    return isTransposed ? longer[column][row] : longer[row][column];
  }

  /**
   * A Householder reflection {@code A ← A − v · (vᵀ · A) / half} of the first elements of columns.
   *
   * @param half half the square of the norm of v
   * @param sign of the last unit vector, which becomes the drawn direction
   */
  @SuppressWarnings("ArrayRecordComponent") // reflections are not compared
  private record Reflection(double[] vector, double half, double sign) {

    /** Draws the one between a random direction and the last unit vector. */
    static Reflection draw(int length, long seed, long firstIndex) {
      double[] v = new double[length];
      double square = 0;
      for (int i = 0; i < length; i++) {
        v[i] = RandomBits.gaussian(seed, firstIndex + i);
        square += v[i] * v[i];
      }
      int last = length - 1;
      double norm = Math.sqrt(square);
      double sign = v[last] < 0 ? -1 : 1;
      v[last] += sign * norm;
      return new Reflection(v, norm * Math.abs(v[last]), -sign);
    }

    void apply(double[][] matrix, int columns, double[] products) {
      if (half == 0) {
        return;
      }
      Arrays.fill(products, 0);
      for (int i = 0; i < vector.length; i++) {
        addScaled(matrix[i], vector[i] / half, products, columns);
      }
      for (int i = 0; i < vector.length; i++) {
        addScaled(products, -vector[i], matrix[i], columns);
      }
    }

    private static void addScaled(double[] row, double factor, double[] sums, int count) {
      for (int j = 0; j < count; j++) {
        sums[j] += factor * row[j];
      }
    }
  }
}
