package org.netwright.samples.selection;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.Layer;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.Split;
import org.netwright.samples.Resources;

/**
 * Finds out which of thirty measurements of a tumour are needed to classify it as benign or
 * malignant. A penalty removes measurements; a stronger penalty removes more of them.
 */
public final class FeatureSelectionSample {
  /** From a strength that removes all measurements to one that keeps nearly all of them. */
  private static final double[] STRENGTHS =
      DoubleStream.iterate(0.5, s -> s > 4e-4, s -> s * 0.8).toArray();

  private static final double[] GROUP_STRENGTHS = {0.1, 0.05, 0.02, 0.01, 0.005, 0.002};
  private static final int STEPS = 1500;
  private static final int LINES = 8;

  private FeatureSelectionSample() {}

  /**
   * Prints the measurements that remain at each strength, and draws the regularisation path.
   *
   * @param args optionally the file for the picture
   */
  public static void main(String[] args) throws IOException {
    Path picture = Path.of(args.length > 0 ? args[0] : "target/regularization-path.png");
    Split tumours = load();
    List<String> names = tumours.train().featureNames();

    List<Selection> path = l1Path(tumours);
    print("L1 with proximal = true, on the coefficients", path, names);
    RegularizationPath.draw(names, path, picture);
    print("Group lasso, on the weights of each measurement", groupLasso(tumours), names);

    Selection shrunk = byGradient(tumours, 0.01);
    System.out.printf(
        Locale.ROOT,
        "L1 by its gradient, strength 0.01: %d of %d coefficients are exactly zero%n",
        names.size() - shrunk.survivors().size(),
        names.size());
    System.out.println("Regularisation path: " + picture);
  }

  /** Reads the measurements and holds out a fifth of each class. It is not used for any choice. */
  static Split load() throws IOException {
    return Data.csv(Resources.data("breast_cancer.csv"))
        .target("benign")
        .read()
        .stratifiedSplit(0.2, 0);
  }

  /** Trains with weaker and weaker penalties, each starting from the previous result. */
  static List<Selection> l1Path(Split tumours) {
    try (SparseNetTrainer trainer = SparseNetTrainer.builder().seed(1).build()) {
      SparseNet net = trainer.network();
      return select(trainer, net.benign, net.benign::l1, STRENGTHS, tumours);
    }
  }

  /** Does the same with a penalty on all weights of a measurement, in front of a hidden layer. */
  static List<Selection> groupLasso(Split tumours) {
    try (GroupedNetTrainer trainer = GroupedNetTrainer.builder().seed(1).build()) {
      GroupedNet net = trainer.network();
      return select(
          trainer, net.hidden, net.hidden.strength("groupLasso")::value, GROUP_STRENGTHS, tumours);
    }
  }

  /** Trains with a penalty that is applied through its gradient. */
  static Selection byGradient(Split tumours, double strength) {
    try (ShrunkNetTrainer trainer = ShrunkNetTrainer.builder().seed(1).build()) {
      ShrunkNet net = trainer.network();
      double[] strengths = {strength};
      return select(trainer, net.benign, net.benign::l1, strengths, tumours).get(0);
    }
  }

  private static List<Selection> select(
      Trainer<?> trainer,
      Layer layer,
      Consumer<Double> setStrength,
      double[] strengths,
      Split tumours) {
    List<Selection> selections = new ArrayList<>();
    for (double strength : strengths) {
      setStrength.accept(strength);
      // All tumours are in each step, so that an epoch is a step.
      trainer
          .fit(tumours.train())
          .epochs(STEPS)
          .batchSize(tumours.train().size())
          .standardize()
          .quiet()
          .run();
      double accuracy = trainer.evaluate(tumours.test()).accuracy();
      selections.add(new Selection(strength, coefficients(layer.weight()), accuracy));
    }
    return selections;
  }

  /** Returns the weights of a single unit, or the norm of the weights of each input. */
  private static List<Double> coefficients(INDArray weight) {
    INDArray numbers = weight.columns() == 1 ? weight.dup() : weight.norm2(1);
    return Arrays.stream(numbers.toDoubleVector()).boxed().toList();
  }

  private static void print(String what, List<Selection> selections, List<String> names) {
    System.out.println(what);
    System.out.println(Selection.HEADER);
    int every = Math.max(1, selections.size() / LINES);
    for (int i = 0; i < selections.size(); i += every) {
      System.out.println(selections.get(i).line(names).stripTrailing());
    }
    System.out.println();
  }
}
