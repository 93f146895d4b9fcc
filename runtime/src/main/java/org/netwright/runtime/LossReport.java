package org.netwright.runtime;

import java.util.List;
import java.util.Map;

/**
 * The losses of one batch before its update: the loss of the data, and separately what each penalty
 * adds.
 *
 * <p>A report that {@link Trainer#step} returns never changes. A report that is passed to {@code
 * step} holds the losses of the last step that it was passed to.
 *
 * <p>Losses are summed in double. Penalties are summed in float within short blocks, and in double
 * across them. They may be infinite or NaN where training has diverged.
 *
 * <p>Trainers create reports; applications do not implement this interface.
 */
public interface LossReport {

  /**
   * One penalty of one layer.
   *
   * @param name the layer and the kind, as in {@code hidden.l1}; if the layer has two of the kind,
   *     also the parameter, as in {@code hidden.l1.bias}
   * @param layer the name of the layer's field
   * @param kind as in {@code l1}
   * @param scope what it acts on: "weight", "bias", "weight and bias", "output", or for an
   *     embedding "rows of the batch"
   * @param value what it adds to the total
   */
  record Term(String name, String layer, String kind, String scope, double value) {}

  /**
   * Returns the loss without penalties, a mean over the batch, which is weighted if the examples
   * have weights. With several losses it is their sum, each multiplied by its weight.
   */
  double data();

  /**
   * Returns the loss of one output, without its weight.
   *
   * @param layer the layer with the loss
   * @throws IllegalArgumentException if it has none
   */
  double data(String layer);

  /**
   * Returns the losses by the names of their layers, without their weights, in the order of the
   * layers; it cannot be modified.
   */
  Map<String, Double> dataLosses();

  /** Returns the sum of all penalties, 0 if there are none. */
  double penalty();

  /**
   * Returns one penalty, or the sum of those of a layer.
   *
   * @param name the layer and the kind, as in {@code hidden.l1}, or a layer, as in {@code hidden};
   *     {@code hidden.l1.bias}, if the layer has one for the weight and another for the bias
   * @throws IllegalArgumentException if there is no penalty of that name
   */
  double penalty(String name);

  /** Returns all penalties by name, in the order of the layers; it cannot be modified. */
  Map<String, Double> penalties();

  /** Returns all penalties, in the order of the layers. */
  List<Term> terms();

  /** Returns the loss that was differentiated: {@code data() + penalty()}, to the bit. */
  double total();

  /** Returns one line, such as {@code data 0.03120, hidden.l1 0.004100, total 0.03530}. */
  String toLine();

  /**
   * Returns a table whose numbers are aligned at the decimal point:
   *
   * <pre>
   * data                 0.03120
   * hidden  l1   weight  0.004100
   * total                0.03530
   * </pre>
   */
  @Override
  String toString();
}
