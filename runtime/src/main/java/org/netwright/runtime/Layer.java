package org.netwright.runtime;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
public final class Layer {
  private final String name;
  private final Map<ParameterRole, ParameterTensor> values = new EnumMap<>(ParameterRole.class);
  private final Map<ParameterRole, ParameterTensor> gradients = new EnumMap<>(ParameterRole.class);
  private final Map<String, Penalty> penalties = new TreeMap<>();

  Layer(String name, ParameterVector parameters, List<Penalty> penalties) {
    this.name = name;
    for (ParameterTensor value : parameters.values()) {
      if (value.name().startsWith(name + ".")) {
        values.put(value.role(), value);
        gradients.put(value.role(), parameters.gradient(value.name()));
      }
    }
    penalties.forEach(penalty -> this.penalties.put(penalty.kind(), penalty));
  }

  /** Returns the name of the field. */
  public String name() {
    return name;
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
   * Returns the strength λ of the L1 penalty {@code λ · Σ|p|}.
   *
   * @throws IllegalStateException if the layer was declared without one
   */
  public double l1() {
    return penalty("l1").strength();
  }

  /**
   * Sets the strength of the L1 penalty, from the next step on.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if the strength is out of range
   * @throws IllegalStateException if the layer was declared without an L1 penalty
   */
  public void l1(double strength) {
    penalty("l1").strength(strength);
  }

  /**
   * Returns the strength λ of the L2 penalty {@code λ · Σp²}, which has no factor of ½.
   *
   * @throws IllegalStateException if the layer was declared without one
   */
  public double l2() {
    return penalty("l2").strength();
  }

  /**
   * Sets the strength of the L2 penalty, from the next step on.
   *
   * @param strength finite, at least 0
   * @throws IllegalArgumentException if the strength is out of range
   * @throws IllegalStateException if the layer was declared without an L2 penalty
   */
  public void l2(double strength) {
    penalty("l2").strength(strength);
  }

  /** Returns the name, the shapes and the penalties, as in {@code hidden[1 × 10, l1 = 0.01]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    String separator = "[";
    if (hasWeight()) {
      text.append(separator).append(Shapes.bare(weight().shape()));
      separator = ", ";
    }
    for (Penalty penalty : penalties.values()) {
      text.append(separator).append(penalty.kind()).append(" = ").append(penalty.strength());
      separator = ", ";
    }
    return separator.equals("[") ? name : text.append("]").toString();
  }

  private INDArray find(Map<ParameterRole, ParameterTensor> tensors, ParameterRole role) {
    ParameterTensor tensor = tensors.get(role);
    if (tensor == null) {
      throw new IllegalStateException(
          name + ": the layer has no " + (role == ParameterRole.WEIGHT ? "weight" : "bias"));
    }
    return tensor.array();
  }

  /** A strength set on a penalty that the generated code does not contain would have no effect. */
  private Penalty penalty(String kind) {
    Penalty penalty = penalties.get(kind);
    if (penalty == null) {
      String annotation = kind.equals("l1") ? "@L1" : "@L2";
      throw new IllegalStateException(
          "%s: the layer was declared without an %s penalty; add %s(0) to the field, "
                  .formatted(name, annotation.substring(1), annotation)
              + "then its strength can be set here");
    }
    return penalty;
  }
}
