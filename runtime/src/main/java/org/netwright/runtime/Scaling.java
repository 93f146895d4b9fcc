package org.netwright.runtime;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.Moments;
import org.netwright.runtime.data.Scaler;
import org.netwright.runtime.kernels.BatchTensor;
import org.netwright.runtime.kernels.Nd4jThread;
import org.netwright.runtime.memory.FloatMemory;

/**
 * What stands between the numbers of the caller and those of a network: x is scaled when it is
 * read, y too, and predictions are scaled back. At first there is nothing.
 */
final class Scaling {
  /** So many numbers at a time that they stay in the cache. */
  private static final int TILE = 4096;

  private @Nullable Scaler features;
  private @Nullable Scaler targets;
  private @Nullable Columns columns;
  private float[] tile = {};

  @Nullable Scaler features() {
    return features;
  }

  @Nullable Scaler targets() {
    return targets;
  }

  /** What the columns mean that the network was trained on, if it was a table. */
  @Nullable Columns columns() {
    return columns;
  }

  void features(@Nullable Scaler scaler) {
    features = scaler;
  }

  void targets(@Nullable Scaler scaler) {
    targets = scaler;
  }

  void columns(@Nullable Columns meaning) {
    columns = meaning;
  }

  /**
   * Measures what is asked for and not there yet, and takes over what the columns mean.
   *
   * @param ofFeatures whether features are to be scaled
   * @param ofTargets whether targets are to be scaled
   */
  void measure(Examples examples, int batchSize, boolean ofFeatures, boolean ofTargets) {
    examples.columns().ifPresent(meaning -> columns = meaning);
    boolean measureFeatures = ofFeatures && features == null;
    boolean measureTargets = ofTargets && targets == null;
    if (!measureFeatures && !measureTargets) {
      return;
    }
    Moments x = new Moments();
    Moments y = new Moments();
    examples.visit(
        batchSize,
        (featureRows, targetRows, rows) -> {
          x.add(featureRows, rows);
          y.add(targetRows, rows);
        });
    if (measureFeatures) {
      features = x.toScaler();
    }
    if (measureTargets) {
      targets = y.toScaler();
    }
  }

  /** Scales the first {@code n} rows of the network's output back; nothing without a scaler. */
  void restore(BatchTensor output, int n, Engine engine) {
    if (targets == null) {
      return;
    }
    if (engine == Engine.CPU) {
      apply(output, n, targets, true);
    } else {
      double[] numbers = Nd4jThread.call(() -> Elements.of(output.rows(n)));
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = targets.unscale(numbers[i], i % targets.columns());
      }
      assign(output, n, numbers);
    }
  }

  /** Scales the first {@code n} rows of a tensor of floats in place. */
  void scale(BatchTensor tensor, int n, Scaler scaler) {
    apply(tensor, n, scaler, false);
  }

  private void apply(BatchTensor tensor, int n, Scaler scaler, boolean back) {
    FloatMemory memory = tensor.floats(n);
    int width = Math.toIntExact(tensor.rowLength());
    int rows = Math.max(1, TILE / width);
    if (tile.length < rows * width) {
      tile = new float[rows * width];
    }
    for (int first = 0; first < n; first += rows) {
      int length = Math.min(rows, n - first) * width;
      long index = (long) first * width;
      memory.get(index, tile, length);
      if (back) {
        scaler.unscale(tile, length);
      } else {
        scaler.scale(tile, length);
      }
      memory.put(index, tile, length);
    }
  }

  /** Writes numbers over the first {@code n} rows of a tensor of any type. */
  static void assign(BatchTensor tensor, int n, double... numbers) {
    Nd4jThread.call(
        () -> {
          try (var array = Nd4j.createFromArray(numbers)) {
            return tensor.rows(n).assign(array.reshape(tensor.batchShape(n)));
          }
        });
  }
}
