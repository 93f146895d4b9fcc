package org.netwright.runtime.internal.kernels.cpu;

import static java.util.Objects.requireNonNull;

import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.memory.FloatMemory;

/** The cosines between the groups of a weight: by BLAS, in memory that is kept between calls. */
final class Orthogonality {
  private final MatrixProducts blas;

  /** The groups, each divided by its norm, in the weight's layout. */
  private @Nullable BatchTensor directions;

  /** Between each pair of groups, [s × s]; 0 for each with itself. */
  private @Nullable BatchTensor cosines;

  /** Σ sign(u_i · u_j) u_j, in the weight's layout. */
  private @Nullable BatchTensor pulls;

  Orthogonality(MatrixProducts blas) {
    this.blas = blas;
  }

  /** Returns the mean size of the cosines. */
  double value(Groups groups, FloatMemory weight) {
    FloatMemory pairs = cosines(groups, directions(groups, weight));
    long count = groups.count();
    return pairs.sumOfSizes(count * count) / (count * (count - 1));
  }

  /** Adds the gradient of {@code strength · value}. */
  void addGradient(
      Groups groups, FloatMemory weight, double strength, FloatMemory sums, Tiles tiles) {
    FloatMemory u = directions(groups, weight);
    FloatMemory signs = cosines(groups, u);
    long count = groups.count();
    tiles.map(signs, signs, count * count, 0, Orthogonality::sign);
    pulls = room(pulls, groups.length());
    FloatMemory h = pulls.floats(1);
    boolean rows = groups.axis() == Axis.INPUT;
    FloatPointer left = (rows ? signs : u).pointer();
    FloatPointer right = (rows ? u : signs).pointer();
    blas.multiply(
        groups.rows(), groups.columns(), groups.count(), left, false, right, false, 0, h.pointer());
    double[] factors = groups.dots(h, u);
    for (int g = 0; g < groups.count(); g++) {
      factors[g] = -factors[g];
    }
    groups.addScaled(u, factors, h);
    double scale = 2 * strength / (count * (count - 1.0));
    groups.addScaled(h, reciprocals(groups, weight, scale), sums);
  }

  private FloatMemory directions(Groups groups, FloatMemory weight) {
    directions = room(directions, groups.length());
    FloatMemory u = directions.floats(1);
    groups.scale(weight, reciprocals(groups, weight, 1), u);
    return u;
  }

  private FloatMemory cosines(Groups groups, FloatMemory u) {
    int count = groups.count();
    cosines = room(cosines, (long) count * count);
    FloatMemory products = requireNonNull(cosines).floats(1);
    boolean rows = groups.axis() == Axis.INPUT;
    FloatPointer p = u.pointer();
    blas.multiply(count, count, groups.size(), p, !rows, p, rows, 0, products.pointer());
    for (long i = 0; i < count; i++) {
      products.put(i * count + i, 0);
    }
    return products;
  }

  /** The numerator over the norm of each group, 0 for a group of zeros. */
  private static double[] reciprocals(Groups groups, FloatMemory weight, double numerator) {
    double[] factors = groups.squares(weight);
    for (int g = 0; g < groups.count(); g++) {
      factors[g] = factors[g] == 0 ? 0 : numerator / Math.sqrt(factors[g]);
    }
    return factors;
  }

  private static BatchTensor room(@Nullable BatchTensor tensor, long length) {
    if (tensor != null && tensor.rowLength() >= length) {
      return tensor;
    }
    if (tensor != null) {
      tensor.close();
    }
    return new BatchTensor(DataType.FLOAT, length);
  }

  private static void sign(float[] x, float unused, int n, TileArrays scratch) {
    for (int i = 0; i < n; i++) {
      x[i] = LossFunctions.sign(x[i]);
    }
  }
}
