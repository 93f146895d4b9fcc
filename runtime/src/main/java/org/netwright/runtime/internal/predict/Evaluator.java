package org.netwright.runtime.internal.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.input.ClassFactors;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.metrics.Evaluation;

/** Compares a network's outputs with the targets of examples. */
public final class Evaluator {
  private static final int BLOCK = 512;

  /** An output that is compared with targets. */
  public record Compared(TargetEncoding encoding, NetworkOutput output) {}

  private final StepInput input;
  private final IntConsumer network;
  private final IntFunction<? extends LossReport> losses;
  private final List<Compared> compared;
  private final Preprocessing preprocessing;

  /**
   * Makes an evaluator.
   *
   * @param network computes the outputs for the first rows of the inputs
   * @param losses the losses of what {@code network} has just computed
   * @param compared the outputs with a loss, in the order of the targets
   */
  public Evaluator(
      StepInput input,
      IntConsumer network,
      IntFunction<? extends LossReport> losses,
      List<Compared> compared,
      Preprocessing preprocessing) {
    this.input = input;
    this.network = network;
    this.losses = losses;
    this.compared = List.copyOf(compared);
    this.preprocessing = preprocessing;
  }

  /**
   * Evaluates examples, which must have been checked by the input. Their weights count in the
   * losses, and in no other score.
   *
   * @throws IllegalStateException if an output is not finite
   */
  public Evaluation evaluate(Table data) {
    int[] rows = data.chosen();
    List<double[]> outputs = new ArrayList<>();
    for (Compared one : compared) {
      int width = Math.toIntExact(one.output().tensor().rowLength());
      outputs.add(new double[Math.multiplyExact(rows.length, width)]);
    }
    double weights = 0;
    double total = 0;
    double[] sums = new double[compared.size()];
    for (int first = 0; first < rows.length; first += BLOCK) {
      int n = Math.min(BLOCK, rows.length - first);
      input.read(data, rows, first, n);
      input.weigh(data, rows, data.exampleWeights(), ClassFactors.NONE, first, n);
      network.accept(n);
      for (int i = 0; i < sums.length; i++) {
        NetworkOutput output = compared.get(i).output();
        int position = first * Math.toIntExact(output.tensor().rowLength());
        copy(output.tensor().rows(n), outputs.get(i), position);
      }
      double weight = input.weight(0, n);
      if (weight == 0) {
        continue; // The losses would be 0 / 0.
      }
      LossReport report = losses.apply(n);
      weights += weight;
      total += weight * report.data();
      for (int i = 0; i < sums.length; i++) {
        sums[i] += weight * report.data(compared.get(i).output().layer());
      }
    }
    if (compared.size() == 1) {
      return evaluation(0, sums[0] / weights, outputs.get(0), data);
    }
    Map<String, Evaluation> all = new LinkedHashMap<>();
    for (int i = 0; i < sums.length; i++) {
      all.put(
          compared.get(i).output().layer(), evaluation(i, sums[i] / weights, outputs.get(i), data));
    }
    return Evaluation.ofOutputs(total / weights, all);
  }

  private Evaluation evaluation(int index, double loss, double[] outputs, Table data) {
    Compared one = compared.get(index);
    Rows targets = data.allTargets().get(index);
    int width = Math.toIntExact(one.output().tensor().rowLength());
    Logits logits = one.output().logits();
    return switch (one.encoding()) {
      case VALUES -> Evaluation.ofValues(loss, actual(targets, data), unscaled(outputs), width);
      case OWN -> Evaluation.ofLoss(loss, actual(targets, data), outputs);
      case CLASSES ->
          Evaluation.ofClasses(
              loss,
              classes(targets, data),
              probabilities(outputs, logits),
              width,
              data.classNames(index));
      case PROBABILITIES ->
          Evaluation.ofBinary(
              loss, actual(targets, data), probabilities(outputs, logits), data.classNames(index));
    };
  }

  private static void copy(INDArray rows, double[] target, int position) {
    double[] elements = Elements.of(rows);
    for (int i = 0; i < elements.length; i++) {
      if (!Double.isFinite(elements[i])) {
        throw new NonFiniteOutputException(
            "an output is %s for example %d (counted from 0); the parameters, or the numbers of this example, are too large"
                .formatted(elements[i], (position + i) / rows.size(1)));
      }
    }
    System.arraycopy(elements, 0, target, position, elements.length);
  }

  private static double[] actual(Rows table, Table data) {
    int[] rows = data.chosen();
    double[] actual = new double[rows.length * table.length()];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = table.get(rows[i / table.length()], i % table.length());
    }
    return actual;
  }

  private static int[] classes(Rows table, Table data) {
    int[] rows = data.chosen();
    int[] classes = new int[rows.length];
    for (int i = 0; i < classes.length; i++) {
      if (table.length() == 1) {
        classes[i] = (int) table.get(rows[i], 0);
      } else {
        for (int c = 1; c < table.length(); c++) {
          if (table.get(rows[i], c) > table.get(rows[i], classes[i])) {
            classes[i] = c;
          }
        }
      }
    }
    return classes;
  }

  private double[] unscaled(double[] outputs) {
    StandardScaler scaler = compared.size() == 1 ? preprocessing.targets() : null;
    if (scaler != null) {
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = scaler.unscale(outputs[i], i % scaler.columns());
      }
    }
    return outputs;
  }

  private static double[] probabilities(double[] outputs, Logits logits) {
    logits.toProbabilities(outputs);
    return outputs;
  }
}
