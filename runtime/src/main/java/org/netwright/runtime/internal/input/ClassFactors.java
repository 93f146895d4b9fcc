package org.netwright.runtime.internal.input;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.nd4j.Elements;

/**
 * What the weight of an example is multiplied by in each loss, by the class of its target. A loss
 * without class weights does not change it.
 */
public final class ClassFactors {
  /** Those of a run without class weights. */
  public static final ClassFactors NONE = new ClassFactors(List.of(), List.of(), Map.of());

  private static final double[] ALL_ONE = {};

  private final List<String> layers;
  private final List<OutputRows> outputs;
  private final double[][] byLoss;

  /**
   * Makes factors.
   *
   * @param layers the layers with a loss, in their order
   * @param outputs what their targets consist of
   * @param factors above 0, for each class, by the layers of losses that have class weights
   */
  public ClassFactors(
      List<String> layers, List<OutputRows> outputs, Map<String, double[]> factors) {
    this.layers = List.copyOf(layers);
    this.outputs = List.copyOf(outputs);
    this.byLoss =
        layers.stream()
            .map(layer -> factors.getOrDefault(layer, ALL_ONE).clone())
            .toArray(double[][]::new);
  }

  /** Returns whether no loss has class weights. */
  boolean isEmpty() {
    return Arrays.stream(byLoss).allMatch(factors -> factors.length == 0);
  }

  /** Returns whether a loss has class weights. */
  boolean has(int loss) {
    return loss < byLoss.length && byLoss[loss].length > 0;
  }

  /**
   * Returns what the weight of a row, whose target has passed {@link #check}, is multiplied by in a
   * loss.
   *
   * @param targets of the loss
   * @param step 0 if an example has no steps
   */
  double factor(int loss, Rows targets, int row, int step) {
    return has(loss) ? byLoss[loss][classOf(outputs.get(loss), targets, row, step)] : 1;
  }

  /** Returns the class of a step of a row, or −1 if the target does not name one. */
  private static int classOf(OutputRows output, Rows targets, int row, int step) {
    if (!output.hasSteps()) {
      return targets.classOf(row);
    }
    int steps = output.lengths() == null ? output.mostSteps() : (int) targets.shape()[0];
    int width = targets.length() / steps;
    return targets.classOf(row, step * width, width);
  }

  /**
   * Passes the class of each target, or of each step of one, to a visitor.
   *
   * @param targets which name classes
   * @param row the number of one
   */
  public static void forEachClass(OutputRows output, Rows targets, int row, IntConsumer visitor) {
    for (int step = 0; step < steps(output, targets, row); step++) {
      visitor.accept(classOf(output, targets, row, step));
    }
  }

  private static int steps(OutputRows output, Rows targets, int row) {
    return output.lengths() == null ? output.mostSteps() : targets.steps(row);
  }

  /**
   * Requires targets that name a class, in losses that have class weights. They have been checked
   * for the loss.
   *
   * @throws IllegalArgumentException if one does not
   */
  void check(Table data) {
    for (int loss = 0; loss < byLoss.length; loss++) {
      if (has(loss)) {
        requireClasses(layers.get(loss), outputs.get(loss), data.allTargets().get(loss), data);
      }
    }
  }

  /**
   * Requires targets that name a class.
   *
   * @throws IllegalArgumentException if one does not
   */
  public static void requireClasses(String layer, OutputRows output, Rows targets, Table data) {
    int[] rows = data.chosen();
    for (int i = 0; i < rows.length; i++) {
      for (int step = 0; step < steps(output, targets, rows[i]); step++) {
        if (classOf(output, targets, rows[i], step) < 0) {
          throw new IllegalArgumentException(
              ("%s: class weights need one class for each %s, as its number or as a row with one"
                      + " 1, got %s in row %d%s (counted from 0); remove classWeights, or weight the"
                      + " examples themselves")
                  .formatted(
                      layer,
                      output.hasSteps() ? "step" : "example",
                      output.hasSteps() ? "none" : text(targets, rows[i]),
                      i,
                      output.hasSteps() ? ", step " + step : ""));
        }
      }
    }
  }

  private static String text(Rows targets, int row) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < Math.min(targets.length(), 10); column++) {
      text.append(column == 0 ? "" : ", ").append(Elements.text(targets.get(row, column)));
    }
    String numbers = targets.length() > 10 ? text + ", …" : text.toString();
    return targets.length() == 1 ? numbers : "[" + numbers + "]";
  }
}
