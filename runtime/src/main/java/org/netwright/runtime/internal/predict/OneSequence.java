package org.netwright.runtime.internal.predict;

import java.util.Arrays;
import java.util.List;
import org.netwright.runtime.internal.input.InputReader;
import org.netwright.runtime.internal.input.Inputs;

/**
 * Runs a network with one input, of sequences with lengths, and one output on one sequence, which
 * is given step by step, without padding.
 */
public final class OneSequence {
  private final Inputs inputs;
  private final InputReader features;
  private final NetworkOutput output;
  private final Predictor predictor;
  private final int steps;
  private final int width;
  private final float[] row;
  private final float[] length = {0};
  private final List<float[]> rows;
  private final float[] result;

  /**
   * Prepares predictions.
   *
   * @param predictor runs the network on what is in its tensors
   */
  OneSequence(Inputs inputs, NetworkOutput output, Predictor predictor) {
    this.inputs = inputs;
    this.features = inputs.first();
    this.output = output;
    this.predictor = predictor;
    long[] shape = features.shape();
    this.steps = Math.toIntExact(shape[0]);
    this.width = (int) Arrays.stream(shape).skip(1).reduce(1, (a, b) -> a * b);
    this.row = new float[steps * width];
    this.rows = List.of(row, length);
    this.result = output.writer().newRow();
  }

  /** Returns the output for a sequence, of a network whose output has no steps. */
  public float[] predict(float[][] sequence) {
    requireWhole();
    run(sequence);
    return result.clone();
  }

  /** Returns the output for a sequence of ids, of a network whose output has no steps. */
  public float[] predict(int[] ids) {
    requireWhole();
    run(ids);
    return result.clone();
  }

  /** Returns the output for each step of a sequence. */
  public float[][] predictSteps(float[][] sequence) {
    requireSteps();
    run(sequence);
    return ofSteps();
  }

  /** Returns the output for each step of a sequence of ids. */
  public float[][] predictSteps(int[] ids) {
    requireSteps();
    run(ids);
    return ofSteps();
  }

  /** Returns the probabilities of the classes of a sequence. */
  public float[] probabilities(float[][] sequence) {
    output.logits().require();
    return toProbabilities(predict(sequence));
  }

  /** Returns the probabilities of the classes of a sequence of ids. */
  public float[] probabilities(int[] ids) {
    output.logits().require();
    return toProbabilities(predict(ids));
  }

  private float[] toProbabilities(float[] outputs) {
    output.logits().toProbabilities(outputs);
    return outputs;
  }

  /** Returns the probabilities of the classes for each step of a sequence. */
  public float[][] stepProbabilities(float[][] sequence) {
    output.logits().require();
    return toProbabilities(predictSteps(sequence));
  }

  /** Returns the probabilities of the classes for each step of a sequence of ids. */
  public float[][] stepProbabilities(int[] ids) {
    output.logits().require();
    return toProbabilities(predictSteps(ids));
  }

  private float[][] toProbabilities(float[][] outputs) {
    for (float[] step : outputs) {
      output.logits().toProbabilities(step);
    }
    return outputs;
  }

  /** Returns the class of a sequence. */
  public int predictClass(float[][] sequence) {
    output.logits().requireClasses();
    run(sequence);
    return output.logits().toClass(result);
  }

  /** Returns the class of a sequence of ids. */
  public int predictClass(int[] ids) {
    output.logits().requireClasses();
    run(ids);
    return output.logits().toClass(result);
  }

  /** Returns the class of a sequence at a threshold. */
  public int predictClass(float[][] sequence, double threshold) {
    output.logits().requireThreshold(threshold);
    run(sequence);
    return output.logits().toClass(result, threshold);
  }

  /** Returns the class of a sequence of ids at a threshold. */
  public int predictClass(int[] ids, double threshold) {
    output.logits().requireThreshold(threshold);
    run(ids);
    return output.logits().toClass(result, threshold);
  }

  /** Returns the class of each step of a sequence. */
  public int[] predictStepClasses(float[][] sequence) {
    output.logits().requireStepClasses();
    run(sequence);
    return output.logits().toStepClasses(result, (int) length[0]);
  }

  /** Returns the class of each step of a sequence of ids. */
  public int[] predictStepClasses(int[] ids) {
    output.logits().requireStepClasses();
    run(ids);
    return output.logits().toStepClasses(result, (int) length[0]);
  }

  private void requireWhole() {
    if (output.rows().hasSteps()) {
      throw new IllegalStateException(
          "%s has an output for each step, not one for each sequence; use predictSteps, stepProbabilities or predictStepClasses"
              .formatted(output.layer()));
    }
  }

  private void requireSteps() {
    if (!output.rows().hasSteps()) {
      throw new IllegalStateException(
          "%s has an output for each sequence, not one for each step; use predict, probabilities or predictClass"
              .formatted(output.layer()));
    }
  }

  private float[][] ofSteps() {
    int outputs = output.rows().width();
    float[][] ofSteps = new float[(int) length[0]][];
    for (int step = 0; step < ofSteps.length; step++) {
      ofSteps[step] = Arrays.copyOfRange(result, step * outputs, (step + 1) * outputs);
    }
    return ofSteps;
  }

  private void run(float[][] sequence) {
    if (features.isOfIds() && width == 1) {
      throw expected("a sequence of ids, as int[]");
    }
    requireLength(sequence.length);
    for (int step = 0; step < sequence.length; step++) {
      if (sequence[step].length != width) {
        throw expected(
            "steps of %d numbers, got %d in step %d (counted from 0)"
                .formatted(width, sequence[step].length, step));
      }
      for (int i = 0; i < width; i++) {
        float number = sequence[step][i];
        if (!Float.isFinite(number)) {
          throw expected(
              "finite numbers, got %s in step %d (counted from 0)".formatted(number, step));
        }
        row[step * width + i] = number;
      }
    }
    run(sequence.length);
  }

  private void run(int[] ids) {
    if (!features.isOfIds() || width > 1) {
      throw expected("a sequence of steps of %d numbers, as float[][]".formatted(width));
    }
    requireLength(ids.length);
    for (int step = 0; step < ids.length; step++) {
      row[step] = ids[step];
    }
    run(ids.length);
  }

  private void requireLength(int given) {
    if (given < 1 || given > steps) {
      throw expected("a sequence of 1 to %d steps, got %d".formatted(steps, given));
    }
  }

  private void run(int given) {
    length[0] = given;
    inputs.checkRow(rows);
    inputs.readRow(rows);
    predictor.run(1, 0);
    output.writer().write(output.tensor(), result);
  }

  private IllegalArgumentException expected(String message) {
    return new IllegalArgumentException(features.layer() + ": expected " + message);
  }
}
