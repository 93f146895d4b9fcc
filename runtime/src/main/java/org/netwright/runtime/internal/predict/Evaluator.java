package org.netwright.runtime.internal.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleToIntFunction;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.data.Weights;
import org.netwright.runtime.internal.input.ClassFactors;
import org.netwright.runtime.internal.input.OutputRows;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.metrics.Evaluation;

/** Compares a network's outputs with the targets of examples. */
public final class Evaluator {
  /** The most examples that go through the network at once. */
  private static final int MOST_ROWS = 512;

  /**
   * An output that is compared with targets.
   *
   * @param weight of its loss in the total
   */
  public record Compared(TargetEncoding encoding, double weight, NetworkOutput output) {}

  private final StepInput input;
  private final IntConsumer network;
  private final IntFunction<? extends LossReport> losses;
  private final List<Compared> compared;
  private final Preprocessing preprocessing;
  private final DoubleToIntFunction block;

  /**
   * Makes an evaluator.
   *
   * @param network computes the outputs for the first rows of the inputs
   * @param losses the losses of what {@code network} has just computed
   * @param compared the outputs with a loss, in the order of the targets
   * @param most returns how many examples may go through the network at once, by the part of the
   *     most steps that the longest has
   */
  public Evaluator(
      StepInput input,
      IntConsumer network,
      IntFunction<? extends LossReport> losses,
      List<Compared> compared,
      Preprocessing preprocessing,
      DoubleToIntFunction most) {
    this.block = share -> Math.min(MOST_ROWS, most.applyAsInt(share));
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

  /** Returns how many examples go through the network at once, if they have all steps. */
  public int block() {
    return block.applyAsInt(1);
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
    private final double[] weights = new double[compared.size()];
    private long examples;

    private Scoring(int size) {
      for (Compared one : compared) {
        OutputRows rows = one.output().rows();
        // Of sequences with lengths, at least one step.
        int least = rows.lengths() == null ? rows.mostLength() : rows.width();
        outputs.add(new Numbers((long) size * least));
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
      int most = block.applyAsInt(input.stepsShare(data));
      for (int first = 0; first < rows.length; first += most) {
        int n = Math.min(most, rows.length - first);
        input.read(data, rows, first, n);
        input.targets().weigh(data, rows, data.exampleWeights(), ClassFactors.NONE, first, n);
        network.accept(n);
        for (int i = 0; i < sums.length; i++) {
          NetworkOutput output = compared.get(i).output();
          double[] block = output.tensor().tensor(n).elements();
          outputs.get(i).add(finite(block, n, output.rows(), examples + first));
        }
        if (input.targets().weight(0, n) == 0) {
          continue; // The losses would be 0 / 0.
        }
        LossReport report = losses.apply(n);
        for (int i = 0; i < sums.length; i++) {
          double weight = input.targets().weight(i, n);
          weights[i] += weight;
          sums[i] += weight * report.data(compared.get(i).output().layer());
        }
      }
      for (int i = 0; i < sums.length; i++) {
        Rows actual = data.allTargets().get(i);
        OutputRows rowsOf = input.targets().rowsOf(i);
        boolean areClasses = compared.get(i).encoding() == TargetEncoding.CLASSES;
        targets
            .get(i)
            .add(
                areClasses
                    ? classes(actual, data, rowsOf, input.targets().lengthsOf(i, data))
                    : actual(actual, data, input.targets().lengthsOf(i, data)));
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
      if (weights[0] == 0) {
        throw Weights.none("the examples", examples);
      }
      if (compared.size() == 1) {
        return evaluation(0);
      }
      Map<String, Evaluation> all = new LinkedHashMap<>();
      double total = 0;
      for (int i = 0; i < sums.length; i++) {
        all.put(compared.get(i).output().layer(), evaluation(i));
        total += compared.get(i).weight() * sums[i] / weights[i];
      }
      return Evaluation.ofOutputs(total, all);
    }

    private Evaluation evaluation(int index) {
      Compared one = compared.get(index);
      double loss = sums[index] / weights[index];
      int width = one.output().rows().width();
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

  /** Returns the elements of rows, without padded steps. */
  private static double[] finite(double[] elements, int n, OutputRows output, long first) {
    if (output.lengths() != null) {
      return ofSteps(elements, output.width(), output.lengths(), first);
    }
    for (int i = 0; i < elements.length; i++) {
      if (!Double.isFinite(elements[i])) {
        throw notFinite(elements[i], first + i / (elements.length / n));
      }
    }
    return elements;
  }

  private static double[] ofSteps(double[] elements, int width, Lengths lengths, long first) {
    int rowLength = lengths.steps() * width;
    int n = elements.length / rowLength;
    double[] kept = new double[Math.toIntExact(lengths.total(n) * width)];
    int at = 0;
    for (int row = 0; row < n; row++) {
      int length = lengths.get(row) * width;
      System.arraycopy(elements, row * rowLength, kept, at, length);
      for (int i = at; i < at + length; i++) {
        if (!Double.isFinite(kept[i])) {
          throw notFinite(kept[i], first + row);
        }
      }
      at += length;
    }
    return kept;
  }

  private static NonFiniteOutputException notFinite(double element, long example) {
    return new NonFiniteOutputException(
        "an output is %s for example %d (counted from 0); the parameters, or the numbers of this example, are too large"
            .formatted(element, example));
  }

  private static double[] actual(Rows table, Table data, @Nullable Rows lengths) {
    int[] rows = data.chosen();
    if (lengths != null) {
      int width = table.length() / Math.toIntExact(table.shape()[0]);
      return Arrays.stream(rows)
          .boxed()
          .flatMapToDouble(
              row ->
                  IntStream.range(0, ((int) lengths.get(row, 0)) * width)
                      .mapToDouble(column -> table.get(row, column)))
          .toArray();
    }
    double[] actual = new double[rows.length * table.length()];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = table.get(rows[i / table.length()], i % table.length());
    }
    return actual;
  }

  /** Returns the class of each example, or of each of its steps. */
  private static double[] classes(
      Rows table, Table data, OutputRows output, @Nullable Rows lengths) {
    int[] rows = data.chosen();
    int all = lengths == null ? output.mostSteps() : Math.toIntExact(table.shape()[0]);
    int width = table.length() / all;
    double[] numbers = new double[count(rows, all, lengths)];
    int count = 0;
    for (int row : rows) {
      int steps = lengths == null ? all : (int) lengths.get(row, 0);
      for (int step = 0; step < steps; step++) {
        numbers[count++] =
            width == 1 ? (int) table.get(row, step) : likeliest(table, row, step * width, width);
      }
    }
    return numbers;
  }

  /** Returns how many steps examples have together. */
  private static int count(int[] rows, int all, @Nullable Rows lengths) {
    if (lengths == null) {
      return Math.multiplyExact(rows.length, all);
    }
    int count = 0;
    for (int row : rows) {
      count = Math.addExact(count, (int) lengths.get(row, 0));
    }
    return count;
  }

  private static int likeliest(Rows table, int row, int from, int width) {
    int likeliest = 0;
    for (int c = 1; c < width; c++) {
      if (table.get(row, from + c) > table.get(row, from + likeliest)) {
        likeliest = c;
      }
    }
    return likeliest;
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
