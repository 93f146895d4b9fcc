package org.netwright.runtime;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.parameters.ParameterRole;
import org.netwright.runtime.parameters.ParameterTensor;
import org.netwright.runtime.parameters.ParameterVector;

/**
 * A layer of a network: the type of the fields of a class annotated with {@code @Network}.
 *
 * <p>The fields are empty until a trainer fills those of its own instance of the class; see {@link
 * Trainer#network()}.
 */
public final class Layer extends Strengths {
  private final String name;
  private final String operations;
  private final Map<ParameterRole, ParameterTensor> values = new EnumMap<>(ParameterRole.class);
  private final Map<ParameterRole, ParameterTensor> gradients = new EnumMap<>(ParameterRole.class);

  Layer(String name, String operations, ParameterVector parameters, List<Strength> strengths) {
    super(new DeclaredStrengths(name, strengths));
    this.name = name;
    this.operations = operations;
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

  /** Returns what the layer does when it predicts, as in {@code linear, relu}. */
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
   * Returns the weight, [in × out]: a live view, whose {@code assign} writes the parameter. It can
   * be used until the trainer is closed; see {@link Trainer#close()}.
   *
   * @throws IllegalStateException if the layer has no weight
   */
  public INDArray weight() {
    return find(values, ParameterRole.WEIGHT);
  }

  /**
   * Returns the bias, [out]: a live view, whose {@code assign} writes the parameter. It can be used
   * until the trainer is closed; see {@link Trainer#close()}.
   *
   * @throws IllegalStateException if the layer has no bias
   */
  public INDArray bias() {
    return find(values, ParameterRole.BIAS);
  }

  /**
   * Returns the gradient of the last step's total loss with respect to the weight, [in × out]: a
   * live view, zero before the first step. It can be used until the trainer is closed; see {@link
   * Trainer#close()}.
   *
   * @throws IllegalStateException if the layer has no weight
   */
  public INDArray weightGradient() {
    return find(gradients, ParameterRole.WEIGHT);
  }

  /**
   * Returns the gradient of the last step's total loss with respect to the bias, [out]: a live
   * view, zero before the first step. It can be used until the trainer is closed; see {@link
   * Trainer#close()}.
   *
   * @throws IllegalStateException if the layer has no bias
   */
  public INDArray biasGradient() {
    return find(gradients, ParameterRole.BIAS);
  }

  /**
   * Returns the strengths of what acts on one of the parameters, for layers that have two of a
   * kind, as in {@code on(ParameterRole.BIAS).l1(0.001)}. One that acts on both is among those of
   * each.
   */
  public Strengths on(ParameterRole role) {
    return new Strengths(
        new DeclaredStrengths(
            name, role, strengths().stream().filter(s -> s.actsOn(role)).toList()));
  }

  /**
   * Returns the share of the weight's elements that are exactly zero, in [0, 1]: what {@code
   * proximal = true} is for.
   *
   * @throws IllegalStateException if the layer has no weight
   */
  public double sparsity() {
    return (double) zeroWeights() / weight().length();
  }

  /**
   * Returns how many of the weight's elements are exactly zero.
   *
   * @throws IllegalStateException if the layer has no weight
   */
  public long zeroWeights() {
    long zeros = 0;
    try (INDArray copy = weight().dup('c')) {
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
      text.append(separator).append(Shapes.bare(weight().shape()));
      separator = ", ";
    }
    for (Strength strength : strengths()) {
      text.append(separator).append(strength.name().substring(name.length() + 1));
      text.append(" = ").append(strength.value());
      separator = ", ";
    }
    return separator.equals("[") ? name : text.append("]").toString();
  }

  /** As {@link #weight}, with its memory. */
  ParameterTensor weightTensor() {
    return findTensor(values, ParameterRole.WEIGHT);
  }

  /** As {@link #weightGradient}, with its memory. */
  ParameterTensor weightGradientTensor() {
    return findTensor(gradients, ParameterRole.WEIGHT);
  }

  private INDArray find(Map<ParameterRole, ParameterTensor> tensors, ParameterRole role) {
    return findTensor(tensors, role).array();
  }

  private ParameterTensor findTensor(
      Map<ParameterRole, ParameterTensor> tensors, ParameterRole role) {
    ParameterTensor tensor = tensors.get(role);
    if (tensor == null) {
      throw new IllegalStateException(
          name + ": the layer has no " + (role == ParameterRole.WEIGHT ? "weight" : "bias"));
    }
    return tensor;
  }
}
