package org.netwright.samples.multitask;

import java.io.IOException;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.Fit;
import org.netwright.samples.Resources;

/** Trains one network for two tasks with two losses: a class and a number for each tumour. */
public final class MultitaskSample {
  /** The first columns are the means over the nuclei of a tumour. */
  private static final int MEANS = 10;

  /** The column of the mean over the three largest nuclei. */
  private static final int WORST_RADIUS = 20;

  private MultitaskSample() {}

  /** Trains the network and prints the scores of both outputs on the test tumours. */
  public static void main(String[] args) throws IOException {
    ThreeWaySplit tumours = load(0);
    try (MultitaskNetTrainer trainer = MultitaskNetTrainer.builder().seed(1).build()) {
      fit(trainer, tumours).run();
      Evaluation test = trainer.evaluate(tumours.test());
      System.out.printf(
          Locale.ROOT,
          "On test tumours: accuracy of benign %.4f, R² of worstRadius %.4f%n",
          test.output("benign").accuracy(),
          test.output("worstRadius").r2());
    }
  }

  /**
   * Reads the measurements and holds out a tenth of each class for validation, a fifth for the
   * test. Scales all columns by the statistics of the training part.
   */
  static ThreeWaySplit load(long seed) throws IOException {
    ThreeWaySplit tumours =
        Data.csv(Resources.data("breast_cancer.csv"))
            .target("benign")
            .read()
            .stratifiedSplit(0.1, 0.2, seed);
    INDArray columns = tumours.train().x();
    INDArray mean = columns.mean(0);
    INDArray deviation = columns.std(0);
    return new ThreeWaySplit(
        tasks(tumours.train(), mean, deviation),
        tasks(tumours.validation(), mean, deviation),
        tasks(tumours.test(), mean, deviation));
  }

  /** Chooses one input and two targets from the columns; the other columns are not used. */
  private static Data tasks(Data tumours, INDArray mean, INDArray deviation) {
    INDArray columns = tumours.x().subiRowVector(mean).diviRowVector(deviation);
    return Data.builder()
        .input("means", columns.get(NDArrayIndex.all(), NDArrayIndex.interval(0, MEANS)))
        .target("benign", tumours.y())
        .target("worstRadius", columns.getColumn(WORST_RADIUS))
        .build();
  }

  /** Trains for 40 epochs and keeps the parameters of the epoch that validates best. */
  static Fit fit(ArrayTrainer<?> trainer, ThreeWaySplit tumours) {
    return trainer.fit(tumours.train()).epochs(40).batchSize(32).validate(tumours.validation());
  }
}
