package org.netwright.samples.pruning;

import java.io.IOException;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.samples.Resources;

/**
 * Trains a convolutional network with a group lasso on its filters, and moves those that are not
 * zero to a smaller network, which computes the same in less time.
 */
public final class PruningSample {
  private static final int EPOCHS = 30;
  private static final int PIXELS = 16;
  private static final int BATCH = 1000;

  private PruningSample() {}

  /** Trains, prunes, and prints accuracies and times of both networks. */
  public static void main(String[] args) throws IOException {
    ThreeWaySplit digits =
        Data.csv(Resources.data("digits.csv"))
            .target("digit")
            .categorical("digit")
            .read()
            .stratifiedSplit(0.1, 0.2, 0);
    try (WideNetTrainer wide = WideNetTrainer.builder().seed(1).build();
        NarrowNetTrainer narrow = NarrowNetTrainer.builder().seed(1).build()) {
      wide.fit(digits.train()).epochs(EPOCHS).batchSize(32).run();
      System.out.printf(
          Locale.ROOT,
          "Filters that are not zero: %d of 32 and %d of 32%n",
          Filters.used(wide.network().edges.weightCopy()),
          Filters.used(wide.network().shapes.weightCopy()));
      prune(wide.network(), narrow.network());
      report("All filters", wide, digits.test());
      report("The filters that are left", narrow, digits.test());
    }
  }

  /**
   * Copies the filters that are not zero, and what reads their outputs.
   *
   * @throws IllegalArgumentException if the smaller network has too few filters for them
   */
  static void prune(WideNet wide, NarrowNet narrow) {
    INDArray edges = wide.edges.weightCopy();
    INDArray shapes = wide.shapes.weightCopy();
    long[] left = Filters.largest("edges", edges, narrow.edges.weight().size(0));
    long[] leftShapes = Filters.largest("shapes", shapes, narrow.shapes.weight().size(0));
    narrow.edges.weight(Filters.of(edges, left, new long[] {0}));
    narrow.shapes.weight(Filters.of(shapes, leftShapes, left));
    narrow.digit.weight(Filters.rows(wide.digit.weightCopy(), leftShapes, PIXELS));
    narrow.digit.bias(wide.digit.biasCopy());
  }

  private static void report(String network, Trainer<?> trainer, Data test) {
    INDArray images = Nd4j.rand(BATCH, 1, 8, 8);
    for (int warmUp = 0; warmUp < 50; warmUp++) {
      trainer.predict(images);
    }
    long start = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      trainer.predict(images);
    }
    double milliseconds = (System.nanoTime() - start) / 50e6;
    System.out.printf(
        Locale.ROOT,
        "%s: test accuracy %.1f %%, %.2f ms for %d images%n",
        network,
        100 * trainer.evaluate(test).accuracy(),
        milliseconds,
        BATCH);
  }
}
