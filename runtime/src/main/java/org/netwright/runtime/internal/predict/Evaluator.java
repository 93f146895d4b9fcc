package org.netwright.runtime.internal.predict;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.netwright.runtime.internal.data.Weights;
import org.netwright.runtime.internal.input.ClassFactors;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.metrics.Evaluation;

/** Compares a network's outputs with the targets of examples. */
public final class Evaluator {
  /** The most examples that go through the network at once. */
  private static final int MOST_ROWS = 512;

  /** An output that is compared with targets. */
  public record Compared(TargetEncoding encoding, NetworkOutput output) {}

  private final StepInput input;
  private final IntConsumer network;
  private final IntFunction<? extends LossReport> losses;
  private final List<Compared> compared;
  private final Preprocessing preprocessing;
  private final int block;

  /**
   * Makes an evaluator.
   *
   * @param network computes the outputs for the first rows of the inputs
   * @param losses the losses of what {@code network} has just computed
   * @param compared the outputs with a loss, in the order of the targets
   * @param most how many examples may go through the network at once
   */
  public Evaluator(
      StepInput input,
      IntConsumer network,
      IntFunction<? extends LossReport> losses,
      List<Compared> compared,
      Preprocessing preprocessing,
      int most) {
    this.block = Math.min(MOST_ROWS, most);
    this.input = input;
    this.network = network;
    this.losses = losses;
    this.compared = List.copyOf(compared);
    this.preprocessing = preprocessing;
  }

  /**
   * Evaluates examples, which must have been checked by the input.
   *
   * @throws IllegalStateException if an output is not finite
   */
  public Evaluation evaluate(Table data) {
    Scoring scoring = scoring(data.size());
    scoring.add(data);
    return scoring.evaluation();
  }

  /** Returns how many examples go through the network at once. */
  public int block() {
    return block;
  }

  /**
   * Begins to evaluate examples that come in parts.
   *
   * @param size how many are expected
   */
  public Scoring scoring(int size) {
    return new Scoring(size);
  }

  /**
   * The examples so far: their outputs and targets, which the scores need, and the sums of their
   * losses. Features are not kept.
   */
  public final class Scoring {
    private final List<Numbers> outputs = new ArrayList<>();
    private final List<Numbers> targets = new ArrayList<>();
    private final double[] sums = new double[compared.size()];
    private final List<List<String>> classNames = new ArrayList<>();
    private double weights;
    private double total;
    private long examples;

    private Scoring(int size) {
      for (Compared one : compared) {
        outputs.add(new Numbers((long) size * one.output().tensor().rowLength()));
        targets.add(new Numbers(size));
      }
    }

    /** Returns how many examples have been added. */
    public long examples() {
      return examples;
    }

    /**
     * Adds examples, which must have been checked by the input.
     *
     * @throws IllegalStateException if an output is not finite
     */
    public void add(Table data) {
      int[] rows = data.chosen();
      for (int first = 0; first < rows.length; first += block) {
        int n = Math.min(block, rows.length - first);
        input.read(data, rows, first, n);
        input.weigh(data, rows, data.exampleWeights(), ClassFactors.NONE, first, n);
        network.accept(n);
        for (int i = 0; i < sums.length; i++) {
          INDArray block = compared.get(i).output().tensor().rows(n);
          outputs.get(i).add(finite(block, examples + first));
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
      for (int i = 0; i < sums.length; i++) {
        Rows actual = data.allTargets().get(i);
        boolean areClasses = compared.get(i).encoding() == TargetEncoding.CLASSES;
        targets.get(i).add(areClasses ? classes(actual, data) : actual(actual, data));
      }
      for (int i = classNames.size(); i < sums.length; i++) {
        classNames.add(data.classNames(i));
      }
      examples += rows.length;
    }

    /**
     * Returns the scores of all examples, at least one, after which none can be added.
     *
     * @throws IllegalArgumentException if all weights are 0
     */
    public Evaluation evaluation() {
      if (weights == 0) {
        throw Weights.none("the examples", examples);
      }
      if (compared.size() == 1) {
        return evaluation(0);
      }
      Map<String, Evaluation> all = new LinkedHashMap<>();
      for (int i = 0; i < sums.length; i++) {
        all.put(compared.get(i).output().layer(), evaluation(i));
      }
      return Evaluation.ofOutputs(total / weights, all);
    }

    private Evaluation evaluation(int index) {
      Compared one = compared.get(index);
      double loss = sums[index] / weights;
      int width = Math.toIntExact(one.output().tensor().rowLength());
      Logits logits = one.output().logits();
      double[] predicted = outputs.get(index).toArray();
      double[] actual = targets.get(index).toArray();
      return switch (one.encoding()) {
        case VALUES -> Evaluation.ofValues(loss, actual, unscaled(predicted), width);
        case OWN -> Evaluation.ofLoss(loss, actual, predicted);
        case CLASSES ->
            Evaluation.ofClasses(
                loss,
                Arrays.stream(actual).mapToInt(number -> (int) number).toArray(),
                probabilities(predicted, logits),
                width,
                classNames.get(index));
        case PROBABILITIES ->
            Evaluation.ofBinary(
                loss, actual, probabilities(predicted, logits), classNames.get(index));
      };
    }
  }

  private static double[] finite(INDArray rows, long first) {
    double[] elements = Elements.of(rows);
    for (int i = 0; i < elements.length; i++) {
      if (!Double.isFinite(elements[i])) {
        throw new NonFiniteOutputException(
            "an output is %s for example %d (counted from 0); the parameters, or the numbers of this example, are too large"
                .formatted(elements[i], first + i / rows.size(1)));
      }
    }
    return elements;
  }

  private static double[] actual(Rows table, Table data) {
    int[] rows = data.chosen();
    double[] actual = new double[rows.length * table.length()];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = table.get(rows[i / table.length()], i % table.length());
    }
    return actual;
  }

  private static double[] classes(Rows table, Table data) {
    int[] rows = data.chosen();
    double[] classes = new double[rows.length];
    for (int i = 0; i < classes.length; i++) {
      if (table.length() == 1) {
        classes[i] = (int) table.get(rows[i], 0);
      } else {
        int likeliest = 0;
        for (int c = 1; c < table.length(); c++) {
          if (table.get(rows[i], c) > table.get(rows[i], likeliest)) {
            likeliest = c;
          }
        }
        classes[i] = likeliest;
      }
    }
    return classes;
  }

  private double[] unscaled(double[] outputs) {
    StandardScaler scaler = compared.size() == 1 ? preprocessing.targets() : null;
    if (scaler != null) {
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = scaler.unscale(outputs[i], i % scaler.length());
      }
    }
    return outputs;
  }

  private static double[] probabilities(double[] outputs, Logits logits) {
    logits.toProbabilities(outputs);
    return outputs;
  }
}
