package org.netwright.runtime.internal.input;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.nd4j.Elements;

/**
 * What the weight of an example is multiplied by in each loss, by the class of its target. A loss
 * without class weights does not change it.
 */
public final class ClassFactors {
  /** Those of a run without class weights. */
  public static final ClassFactors NONE = new ClassFactors(List.of(), Map.of());

  private static final double[] ALL_ONE = {};

  private final List<String> layers;
  private final double[][] byLoss;

  /**
   * Makes factors.
   *
   * @param layers the layers with a loss, in their order
   * @param factors above 0, for each class, by the layers of losses that have class weights
   */
  public ClassFactors(List<String> layers, Map<String, double[]> factors) {
    this.layers = List.copyOf(layers);
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
   * Returns the weight of a row, whose target has passed {@link #check}, in a loss.
   *
   * @param targets of the loss
   * @param rows their numbers
   * @param examples the weight of each of these; null if all are 1
   * @param i its place among them
   */
  double weight(int loss, Rows targets, int[] rows, float @Nullable [] examples, int i) {
    double weight = examples == null ? 1 : examples[i];
    return has(loss) ? weight * byLoss[loss][targets.classOf(rows[i])] : weight;
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
        requireClasses(layers.get(loss), data.allTargets().get(loss), data);
      }
    }
  }

  /**
   * Requires targets that name a class.
   *
   * @throws IllegalArgumentException if one does not
   */
  public static void requireClasses(String layer, Rows targets, Table data) {
    int[] rows = data.chosen();
    for (int i = 0; i < rows.length; i++) {
      if (targets.classOf(rows[i]) < 0) {
        throw new IllegalArgumentException(
            ("%s: class weights need one class for each example, as its number or as a row with one"
                    + " 1, got %s in row %d (counted from 0); remove classWeights, or weight the"
                    + " examples themselves")
                .formatted(layer, text(targets, rows[i]), i));
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
