package org.netwright.runtime.internal.predict;

import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.input.StepInput;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.metrics.Evaluation;

/** Compares a network's outputs with the targets of examples. */
public final class Evaluator {
  private static final int BLOCK = 512;

  private final StepInput input;
  private final IntFunction<BatchTensor> network;
  private final IntToDoubleFunction loss;
  private final TargetEncoding encoding;
  private final Preprocessing preprocessing;
  private final Logits logits;

  /**
   * Makes an evaluator.
   *
   * @param network computes the output for the first rows of the input
   * @param loss the data loss of what {@code network} has just computed
   */
  public Evaluator(
      StepInput input,
      IntFunction<BatchTensor> network,
      IntToDoubleFunction loss,
      TargetEncoding encoding,
      Preprocessing preprocessing,
      Logits logits) {
    this.input = input;
    this.network = network;
    this.loss = loss;
    this.encoding = encoding;
    this.preprocessing = preprocessing;
    this.logits = logits;
  }

  /**
   * Evaluates examples, which must have been checked by the input.
   *
   * @throws IllegalStateException if an output is not finite
   */
  public Evaluation evaluate(Table data) {
    int[] rows = data.chosen();
    double[] outputs = {};
    double sum = 0;
    int width = 1;
    for (int first = 0; first < rows.length; first += BLOCK) {
      int n = Math.min(BLOCK, rows.length - first);
      input.read(data, rows, first, n);
      BatchTensor output = network.apply(n);
      if (first == 0) {
        width = Math.toIntExact(output.rowLength());
        outputs = new double[Math.multiplyExact(rows.length, width)];
      }
      copy(output.rows(n), outputs, first * width);
      sum += n * loss.applyAsDouble(n);
    }
    double dataLoss = sum / rows.length;
    return switch (encoding) {
      case VALUES -> Evaluation.ofValues(dataLoss, actual(data), unscaled(outputs), width);
      case CLASSES ->
          Evaluation.ofClasses(
              dataLoss, classes(data), probabilities(outputs), width, data.classNames());
      case PROBABILITIES ->
          Evaluation.ofBinary(dataLoss, actual(data), probabilities(outputs), data.classNames());
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

  private static double[] actual(Table data) {
    Rows table = data.targets();
    int[] rows = data.chosen();
    double[] actual = new double[rows.length * table.length()];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = table.get(rows[i / table.length()], i % table.length());
    }
    return actual;
  }

  private static int[] classes(Table data) {
    Rows table = data.targets();
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
    StandardScaler scaler = preprocessing.targets();
    if (scaler != null) {
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = scaler.unscale(outputs[i], i % scaler.columns());
      }
    }
    return outputs;
  }

  private double[] probabilities(double[] outputs) {
    logits.toProbabilities(outputs);
    return outputs;
  }
}
