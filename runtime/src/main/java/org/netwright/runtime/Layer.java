package org.netwright.runtime;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.parameters.ParameterVector;

/**
 * A layer of a network: the type of the fields of a class annotated with {@code @Network}.
 *
 * <p>The fields are null until a trainer sets those of its own instance of the class; see {@link
 * Trainer#network()}.
 */
public final class Layer extends Strengths {
  private final String name;
  private final String operations;
  private final TrainerGuard guard;
  private final Map<ParameterRole, ParameterTensor> values = new EnumMap<>(ParameterRole.class);
  private final Map<ParameterRole, ParameterTensor> gradients = new EnumMap<>(ParameterRole.class);

  Layer(
      String name,
      String operations,
      ParameterVector parameters,
      List<Strength> strengths,
      TrainerGuard guard) {
    super(new DeclaredStrengths(name, strengths));
    this.name = name;
    this.operations = operations;
    this.guard = guard;
    for (ParameterTensor value : parameters.values()) {
      if (value.name().startsWith(name + ".")) {
        values.put(value.role(), value);
        gradients.put(value.role(), parameters.gradient(value.name()));
      }
    }
  }

  /** Returns the name of the field. */
  public String name() {
    return name;
  }

  /** Returns the layer's operations in a prediction, as in {@code linear, relu}. */
  public String operations() {
    return operations;
  }

  /** Returns whether the layer has a weight. */
  public boolean hasWeight() {
    return values.containsKey(ParameterRole.WEIGHT);
  }

  /** Returns whether the layer has a bias. */
  public boolean hasBias() {
    return values.containsKey(ParameterRole.BIAS);
  }

  /**
   * Returns the weight, [in × out]: a live view. Its {@code assign} writes the parameter, if the
   * argument has the same shape. When the trainer is closed, the view throws {@link
   * IllegalStateException}; see {@link Trainer#close()}. Further views that ND4J makes of it, such
   * as {@code weight().getRow(1)}, do not check shapes in {@code assign}: an array that is longer
   * than such a view overwrites other memory. The buffer of the view, {@code weight().data()}, must
   * not be closed: the network computes in it.
   *
   * @throws IllegalStateException if the layer has no weight, or the trainer is closed
   */
  public INDArray weight() {
    return expose(values, ParameterRole.WEIGHT);
  }

  /**
   * Sets the weight.
   *
   * @param weight [in × out], any numeric type, any strides, finite; copied
   * @throws IllegalArgumentException if it does not meet these conditions; nothing has changed
   * @throws IllegalStateException if the layer has no weight, the trainer is closed, another thread
   *     is in it, or the call comes from a callback of a step
   * @throws NullPointerException if it is null
   */
  public void weight(INDArray weight) {
    set(ParameterRole.WEIGHT, weight);
  }

  /**
   * Returns a copy of the weight, [in × out], which does not change when training continues or the
   * trainer is closed. The caller closes it or leaves it to the garbage collector.
   *
   * @throws IllegalStateException if the layer has no weight, the trainer is closed, or another
   *     thread is in it
   */
  public INDArray weightCopy() {
    return copy(ParameterRole.WEIGHT);
  }

  /**
   * Returns the bias, [out]: a live view, as {@link #weight()} is.
   *
   * @throws IllegalStateException if the layer has no bias, or the trainer is closed
   */
  public INDArray bias() {
    return expose(values, ParameterRole.BIAS);
  }

  /**
   * Sets the bias.
   *
   * @param bias [out], any numeric type, any strides, finite; copied
   * @throws IllegalArgumentException if it does not meet these conditions; nothing has changed
   * @throws IllegalStateException if the layer has no bias, the trainer is closed, another thread
   *     is in it, or the call comes from a callback of a step
   * @throws NullPointerException if it is null
   */
  public void bias(INDArray bias) {
    set(ParameterRole.BIAS, bias);
  }

  /**
   * Returns a copy of the bias, [out], as {@link #weightCopy()} does of the weight.
   *
   * @throws IllegalStateException if the layer has no bias, the trainer is closed, or another
   *     thread is in it
   */
  public INDArray biasCopy() {
    return copy(ParameterRole.BIAS);
  }

  /**
   * Returns the gradient of the last step's total loss with respect to the weight, [in × out]: a
   * live view, as {@link #weight()} is, of zeros before the first step.
   *
   * @throws IllegalStateException if the layer has no weight, or the trainer is closed
   */
  public INDArray weightGradient() {
    return expose(gradients, ParameterRole.WEIGHT);
  }

  /**
   * Returns the gradient of the last step's total loss with respect to the bias, [out]: a live
   * view, as {@link #weight()} is, of zeros before the first step.
   *
   * @throws IllegalStateException if the layer has no bias, or the trainer is closed
   */
  public INDArray biasGradient() {
    return expose(gradients, ParameterRole.BIAS);
  }

  /**
   * Returns the strengths that act on one of the parameters, for layers that have two of a kind, as
   * in {@code on(ParameterRole.BIAS).l1(0.001)}. A strength that acts on both parameters is among
   * those of each.
   */
  public Strengths on(ParameterRole role) {
    return new Strengths(
        new DeclaredStrengths(
            name, role, strengths().stream().filter(s -> s.actsOn(role)).toList()));
  }

  /**
   * Returns the share of the weight's elements that are exactly zero, in [0, 1], as {@code proximal
   * = true} makes them.
   *
   * @throws IllegalStateException if the layer has no weight, the trainer is closed, or another
   *     thread is in it
   */
  public double sparsity() {
    return (double) zeroWeights() / weightTensor().array().length();
  }

  /**
   * Returns the number of the weight's elements that are exactly zero.
   *
   * @throws IllegalStateException if the layer has no weight, the trainer is closed, or another
   *     thread is in it
   */
  public long zeroWeights() {
    long zeros = 0;
    try (INDArray copy = weightCopy()) {
      DataBuffer elements = copy.data();
      for (long i = 0; i < elements.length(); i++) {
        if (elements.getDouble(i) == 0) {
          zeros++;
        }
      }
    }
    return zeros;
  }

  /** Returns the name, the shape and the strengths, as in {@code hidden[1 × 10, l1 = 0.01]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    String separator = "[";
    if (hasWeight()) {
      text.append(separator).append(Shapes.bare(weightTensor().array().shape()));
      separator = ", ";
    }
    for (Strength strength : strengths()) {
      text.append(separator).append(strength.name().substring(name.length() + 1));
      text.append(" = ").append(strength.value());
      separator = ", ";
    }
    return separator.equals("[") ? name : text.append("]").toString();
  }

  /** Returns the weight with its memory, for use within a call of the trainer. */
  ParameterTensor weightTensor() {
    return find(values, ParameterRole.WEIGHT);
  }

  /** Returns the weight's gradient with its memory, for use within a call of the trainer. */
  ParameterTensor weightGradientTensor() {
    return find(gradients, ParameterRole.WEIGHT);
  }

  /** Returns all parameters, for use within a call of the trainer. */
  Collection<ParameterTensor> parameters() {
    return values.values();
  }

  /**
   * Marks the view as given out before checking that the trainer is open, because {@code close}
   * checks in the opposite order.
   */
  private INDArray expose(Map<ParameterRole, ParameterTensor> tensors, ParameterRole role) {
    INDArray view = find(tensors, role).expose();
    guard.requireOpen();
    return view;
  }

  private INDArray copy(ParameterRole role) {
    ParameterTensor tensor = find(values, role);
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.READ);
    try {
      return Nd4jThread.call(() -> tensor.array().dup('c'));
    } finally {
      guard.leave(outer);
    }
  }

  private void set(ParameterRole role, INDArray given) {
    ParameterTensor tensor = find(values, role);
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.ASSIGN);
    try {
      GivenParameter.copy(given, tensor);
    } finally {
      guard.leave(outer);
    }
  }

  private ParameterTensor find(Map<ParameterRole, ParameterTensor> tensors, ParameterRole role) {
    ParameterTensor tensor = tensors.get(role);
    if (tensor == null) {
      throw new IllegalStateException(
          name + ": the layer has no " + (role == ParameterRole.WEIGHT ? "weight" : "bias"));
    }
    return tensor;
  }
}
