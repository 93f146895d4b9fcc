package org.netwright.runtime;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer of a network: the type of the fields of a class annotated with {@code @Network}.
 *
 * <p>The fields are null until a trainer sets those of its own instance of the class; see {@link
 * Trainer#network()}. Applications do not implement this interface.
 */
public interface Layer extends Strengths {

  /** Returns the name of the field. */
  String name();

  /** Returns the layer's operations in a prediction, as in {@code linear, relu}. */
  String operations();

  /**
   * Returns the names of the layer's parameters, as in {@code weight} and {@code bias}; empty if it
   * has none.
   */
  List<String> parameterNames();

  /**
   * Returns a parameter: a live view. Its {@code assign} writes the parameter, if the argument has
   * the same shape. When the trainer is closed, the view throws {@link IllegalStateException}; see
   * {@link Trainer#close()}. Further views that ND4J makes of it, such as {@code
   * weight().getRow(1)}, do not check shapes in {@code assign}: an array that is longer than such a
   * view overwrites other memory. The buffer of the view, {@code weight().data()}, must not be
   * closed: the network computes in it.
   *
   * @param name one of {@link #parameterNames()}
   * @throws IllegalArgumentException if the layer has no such parameter
   * @throws IllegalStateException if the trainer is closed
   */
  INDArray parameter(String name);

  /**
   * Sets a parameter.
   *
   * @param name one of {@link #parameterNames()}
   * @param value of the parameter's shape, any numeric type, any strides, finite; copied
   * @throws IllegalArgumentException if it does not meet these conditions, or the layer has no such
   *     parameter; nothing has changed
   * @throws IllegalStateException if the trainer is closed, another thread is in it, or the call
   *     comes from a callback of a step
   * @throws NullPointerException if it is null
   */
  void parameter(String name, INDArray value);

  /**
   * Returns a copy of a parameter, which does not change when training continues or the trainer is
   * closed. The caller closes it or leaves it to the garbage collector.
   *
   * @param name one of {@link #parameterNames()}
   * @throws IllegalArgumentException if the layer has no such parameter
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   */
  INDArray parameterCopy(String name);

  /**
   * Returns the gradient of the last step's total loss with respect to a parameter: a live view, as
   * {@link #parameter(String)} is, of zeros before the first step. That of an embedding is a copy,
   * of zeros in the rows that the last batch does not name. Of a frozen layer it is 0.
   *
   * @param name one of {@link #parameterNames()}
   * @throws IllegalArgumentException if the layer has no such parameter
   * @throws IllegalStateException if the trainer is closed
   */
  INDArray gradient(String name);

  /**
   * Returns the names of what the layer keeps besides its parameters, as in {@code mean} and {@code
   * variance} of a batch normalisation, whose running statistics they are; empty if there is
   * nothing. States are saved with the parameters; no optimiser and no penalty acts on them.
   */
  List<String> stateNames();

  /**
   * Returns a state: a live view, as {@link #parameter(String)}.
   *
   * @param name one of {@link #stateNames()}
   * @throws IllegalArgumentException if the layer has no such state
   * @throws IllegalStateException if the trainer is closed
   */
  INDArray state(String name);

  /**
   * Sets a state.
   *
   * @param name one of {@link #stateNames()}
   * @param value of the state's shape, any numeric type, any strides, finite, a variance at least
   *     0; copied
   * @throws IllegalArgumentException if it does not meet these conditions, or the layer has no such
   *     state; nothing has changed
   * @throws IllegalStateException if the trainer is closed, another thread is in it, or the call
   *     comes from a callback of a step
   * @throws NullPointerException if it is null
   */
  void state(String name, INDArray value);

  /** Returns whether the layer has a weight. */
  default boolean hasWeight() {
    return parameterNames().contains("weight");
  }

  /** Returns whether the layer has a bias. */
  default boolean hasBias() {
    return parameterNames().contains("bias");
  }

  /**
   * Returns the weight: a live view, as {@link #parameter(String)}. Its shape depends on the layer:
   *
   * <ul>
   *   <li>[in × out] of a linear layer,
   *   <li>[filters × channels / groups × window] of a convolution, where a depthwise one has as
   *       many groups as channels, and the window is one number for signals, two for images,
   *   <li>[channels × filters / groups × window] of a transposed convolution,
   *   <li>[vocabulary × width] of an embedding.
   * </ul>
   *
   * @throws IllegalStateException if the layer has no weight, or the trainer is closed; the other
   *     methods for weight and bias throw it too
   */
  default INDArray weight() {
    return parameter("weight");
  }

  /**
   * Sets the weight, of the shape of {@link #weight()}, as {@link #parameter(String, INDArray)}.
   */
  default void weight(INDArray weight) {
    parameter("weight", weight);
  }

  /** Returns a copy of the weight, as {@link #parameterCopy} does. */
  default INDArray weightCopy() {
    return parameterCopy("weight");
  }

  /** Returns the gradient with respect to the weight, as {@link #gradient} does. */
  default INDArray weightGradient() {
    return gradient("weight");
  }

  /** Returns the bias, [out] or [filters]: a live view, as {@link #parameter(String)} does. */
  default INDArray bias() {
    return parameter("bias");
  }

  /** Sets the bias, [out] or [filters], as {@link #parameter(String, INDArray)} does. */
  default void bias(INDArray bias) {
    parameter("bias", bias);
  }

  /** Returns a copy of the bias, as {@link #parameterCopy} does. */
  default INDArray biasCopy() {
    return parameterCopy("bias");
  }

  /** Returns the gradient with respect to the bias, as {@link #gradient} does. */
  default INDArray biasGradient() {
    return gradient("bias");
  }

  /**
   * Returns the strengths that act on one of the parameters, for layers that have two of a kind, as
   * in {@code on(ParameterRole.BIAS).l1(0.001)}. A strength that acts on several parameters is
   * among those of each.
   */
  Strengths on(ParameterRole role);

  /**
   * Freezes the layer: from the next update on, neither {@code step} nor {@code fit} changes its
   * parameters, whatever the optimiser, weight decay, penalties, proximal steps or constraints
   * would do, and the optimiser's averages of them stay as they are. All other layers are trained
   * as before. Its penalties are still reported, its gradients are 0, and clipping by the global
   * norm does not count them. A second call does nothing; nor does a call on a layer without
   * parameters and states, so that all layers can be frozen in a loop.
   *
   * <p>A batch normalisation of the layer then uses its running statistics in training too, as in
   * prediction, and does not change them; so does {@code trainable = False} in Keras. Dropout acts
   * as before, and a mini-batch needs as many rows as before.
   *
   * <p>A layer with the parameters of another, as {@code @SameAs} declares it, freezes them for
   * both, and the layer of a record freezes the embeddings of its components. Parameters that are
   * set or loaded are changed even if they are frozen. If a listener freezes a layer during a fit
   * that restores the best epoch, it gets the parameters of that epoch. Checkpoints keep which
   * layers are frozen; {@link Trainer#save} does not.
   *
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   */
  void freeze();

  /**
   * Trains a frozen layer again, from the next update on. The optimiser continues from the averages
   * that it had, and Adam's correction of their bias counts all steps of the trainer, as in Keras:
   * if the layer has never been trained, its first steps are longer than those of a new trainer,
   * and a lower learning rate or {@code Schedule.warmUp} is advisable.
   *
   * @throws IllegalStateException if the trainer is closed, or another thread is in it
   */
  void unfreeze();

  /**
   * Returns whether the parameters and states of the layer are frozen, by it or by a layer that
   * shares them.
   */
  boolean isFrozen();

  /**
   * Returns the share of the weight's elements that are exactly zero, in [0, 1], as {@code proximal
   * = true} makes them.
   *
   * @throws IllegalStateException if the layer has no weight, the trainer is closed, or another
   *     thread is in it
   */
  double sparsity();

  /**
   * Returns the number of the weight's elements that are exactly zero.
   *
   * @throws IllegalStateException if the layer has no weight, the trainer is closed, or another
   *     thread is in it
   */
  long zeroWeights();

  /**
   * Returns the name, the shape, the strengths, and whether the layer is frozen, as in {@code
   * hidden[1 × 10, l1 = 0.01, frozen]}.
   */
  @Override
  String toString();
}
