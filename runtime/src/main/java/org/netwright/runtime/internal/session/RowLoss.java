package org.netwright.runtime.internal.session;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.OutputLoss;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.CustomLoss;
import org.netwright.runtime.generated.RowWeights;
import org.netwright.runtime.internal.check.LossSlopes;
import org.netwright.runtime.internal.engine.Execution;

/**
 * A user's loss on one output, row by row in double. The gradient is compared with differences of
 * the loss in the first mini-batch in which the loss is finite, before it is used.
 */
final class RowLoss implements CustomLoss {
  /**
   * The relative error of a gradient that may be rounding: the loss may compute in float. A wrong
   * formula is wrong by more.
   */
  private static final double TOLERANCE = 1e-3;

  private static final int MOST_ROWS_CHECKED = 32;
  private static final int MOST_ELEMENTS_CHECKED = 2048;

  /** Elements that the check may read in all rows: a fraction of a second. */
  private static final long MOST_READ = 1 << 26;

  private final String layer;
  private final OutputLoss loss;
  private final Execution execution;
  private boolean checked;

  // All rows; they grow to the largest batch.
  private double[] outputs = {};
  private double[] targets = {};
  private double[] gradients = {};

  // One row.
  private double[] output = {};
  private double[] target = {};
  private double[] gradient = {};

  /**
   * Makes a loss that has not been checked.
   *
   * @param layer the layer of the output, for messages
   */
  RowLoss(String layer, OutputLoss loss, Execution execution) {
    this.layer = layer;
    this.loss = loss;
    this.execution = execution;
  }

  @Override
  public double loss(BatchTensor output, BatchTensor target, int n) {
    read(output, target, n);
    RowWeights weights = target.rowWeights();
    return run(n, weights == null || weights.isUniform() ? null : weights);
  }

  @Override
  public void lossGradient(BatchTensor output, BatchTensor target, BatchTensor gradient, int n) {
    lossWithGradient(output, target, gradient, n);
  }

  @Override
  public double lossWithGradient(
      BatchTensor output, BatchTensor target, BatchTensor gradient, int n) {
    double mean = loss(output, target, n);
    execution.write(gradients, n, gradient);
    return mean;
  }

  private void read(BatchTensor outputRows, BatchTensor targetRows, int n) {
    int width = Math.toIntExact(outputRows.rowLength());
    int targetWidth = Math.toIntExact(targetRows.rowLength());
    if (outputs.length < n * outputRows.rowLength()) {
      outputs = new double[Math.multiplyExact(n, width)];
      gradients = new double[outputs.length];
    }
    if (targets.length < n * targetRows.rowLength()) {
      targets = new double[Math.multiplyExact(n, targetWidth)];
    }
    if (output.length != width || target.length != targetWidth) {
      output = new double[width];
      gradient = new double[width];
      target = new double[targetWidth];
    }
    execution.copy(outputRows, n, outputs);
    execution.copy(targetRows, n, targets);
  }

  /** Returns the mean loss, and leaves its gradient in {@link #gradients}. */
  private double run(int n, @Nullable RowWeights weights) {
    if (!checked) {
      check(n, weights);
    }
    double sum = 0;
    for (int row = 0; row < n; row++) {
      // A row that does not count need not have a finite loss.
      if (weights != null && weights.get(row) == 0) {
        Arrays.fill(gradients, row * gradient.length, (row + 1) * gradient.length, 0);
        continue;
      }
      System.arraycopy(outputs, row * output.length, output, 0, output.length);
      System.arraycopy(targets, row * target.length, target, 0, target.length);
      Arrays.fill(gradient, 0);
      double ofRow = loss.loss(output, target, gradient);
      double share = weights == null ? 1 : n * weights.share(row);
      sum += share * ofRow;
      for (int i = 0; i < gradient.length; i++) {
        gradients[row * gradient.length + i] = share * gradient[i] / n;
      }
    }
    return sum / n;
  }

  /** Compares all elements of some rows; of wide outputs each row has a share of the elements. */
  private void check(int n, @Nullable RowWeights weights) {
    int width = output.length;
    int rows = Math.min(n, MOST_ROWS_CHECKED);
    long most = Math.max(rows, Math.min(MOST_ELEMENTS_CHECKED, MOST_READ / width));
    int distance = 1 + (int) ((long) rows * width / most);
    for (int i = 0; i < rows; i++) {
      int row = (int) ((long) i * n / rows);
      if (weights != null && weights.get(row) == 0) {
        continue;
      }
      double[] own = Arrays.copyOfRange(outputs, row * width, (row + 1) * width);
      double[] ownTarget =
          Arrays.copyOfRange(targets, row * target.length, (row + 1) * target.length);
      LossSlopes slopes = new LossSlopes(loss, own, ownTarget, TOLERANCE);
      LossSlopes.Mismatch mismatch = slopes.find(i % Math.min(distance, width), distance);
      if (mismatch != null) {
        throw wrong(mismatch, row, own, ownTarget);
      }
      checked |= Double.isFinite(slopes.value());
    }
  }

  private IllegalStateException wrong(
      LossSlopes.Mismatch mismatch, int row, double[] own, double[] ownTarget) {
    return new IllegalStateException(
        ("%s: the gradient of %s is %s for element %d in row %d (counted from 0), but differences"
                + " of its loss give %s, at the output %s with the target %s; nothing was trained."
                + " Correct the loss or its gradient, and compare them in a test with"
                + " GradientCheck.check(loss, output, target)")
            .formatted(
                layer,
                loss.getClass().getName(),
                mismatch.given(),
                mismatch.element(),
                row,
                mismatch.difference(),
                text(own),
                text(ownTarget)));
  }

  /** Returns the first elements, so that a message stays readable. */
  private static String text(double[] row) {
    int most = 8;
    String all = Arrays.toString(Arrays.copyOf(row, Math.min(most, row.length)));
    return row.length <= most
        ? all
        : all.substring(0, all.length() - 1) + ", … (" + row.length + ")]";
  }
}
