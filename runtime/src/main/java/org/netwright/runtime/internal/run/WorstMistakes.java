package org.netwright.runtime.internal.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.history.Picture;
import org.netwright.runtime.internal.history.RunPictures.Mistake;
import org.netwright.runtime.internal.history.RunPictures.Mistakes;
import org.netwright.runtime.metrics.Evaluation;

/**
 * The images that are classified wrongly with the highest loss: -log of the probability of their
 * own class. Nothing is kept of all other images.
 */
final class WorstMistakes {
  private static final int MOST = 24;

  private final ImageInput input;
  private final @Nullable String output;
  private final List<String> declared;
  private List<Mistake> worst = List.of();
  private long wrong;
  private long examples;

  /** An example of a batch; the loss falls with the probability of its own class. */
  private record Candidate(
      int row, int actual, int predicted, double probability, double actualProbability) {}

  /**
   * Begins without mistakes.
   *
   * @param output the layer with the classes, of a network with several losses; otherwise null
   * @param declared the names of the classes, for examples that come without; empty if there are
   *     none
   */
  WorstMistakes(ImageInput input, @Nullable String output, List<String> declared) {
    this.input = input;
    this.output = output;
    this.declared = declared;
  }

  /**
   * Takes in examples. Those whose weight is 0 do not count.
   *
   * @param evaluation of these examples
   */
  void add(Table data, Evaluation evaluation) {
    Evaluation classes = output == null ? evaluation : evaluation.output(output);
    int[] actual = classes.actualClasses();
    int[] predicted = classes.predictedClasses();
    double[] probabilities = classes.predicted();
    int outputs = probabilities.length / actual.length;
    int[] rows = data.chosen();
    float[] weights = data.exampleWeights();
    double bound = worst.size() < MOST ? 2 : worst.get(MOST - 1).actualProbability();
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < actual.length; i++) {
      if (weights != null && weights[i] == 0) {
        continue;
      }
      examples++;
      if (actual[i] != predicted[i]) {
        wrong++;
        double ofActual = probability(probabilities, i, outputs, actual[i]);
        double ofPredicted = probability(probabilities, i, outputs, predicted[i]);
        if (ofActual < bound) {
          candidates.add(new Candidate(rows[i], actual[i], predicted[i], ofPredicted, ofActual));
        }
      }
    }
    List<String> names = classes.classNames().isEmpty() ? declared : classes.classNames();
    Stream<Mistake> more =
        candidates.stream()
            .sorted(Comparator.comparingDouble(Candidate::actualProbability))
            .limit(MOST)
            .map(candidate -> mistake(candidate, data, names, outputs));
    // Of equal ones, the first stays the first.
    worst =
        Stream.concat(worst.stream(), more)
            .sorted(Comparator.comparingDouble(Mistake::actualProbability))
            .limit(MOST)
            .toList();
  }

  private static double probability(double[] probabilities, int example, int outputs, int c) {
    if (outputs > 1) {
      return probabilities[example * outputs + c];
    }
    return c == 1 ? probabilities[example] : 1 - probabilities[example];
  }

  private Mistake mistake(Candidate example, Table data, List<String> names, int outputs) {
    Rows images = data.inputs().get(input.index());
    double[] pixels = new double[images.length()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = images.get(example.row(), i);
    }
    return new Mistake(
        Picture.ofPixels(input.channels(), input.height(), input.width(), pixels),
        name(example.actual(), names, outputs),
        name(example.predicted(), names, outputs),
        example.probability(),
        example.actualProbability());
  }

  private static String name(int c, List<String> names, int outputs) {
    if (c < names.size()) {
      return names.get(c);
    }
    return outputs > 1 ? String.valueOf(c) : c == 1 ? "yes" : "no";
  }

  /** Returns the mistakes of all examples so far; null if there is none. */
  @Nullable Mistakes mistakes() {
    return wrong == 0 ? null : new Mistakes(output, wrong, examples, worst);
  }
}
