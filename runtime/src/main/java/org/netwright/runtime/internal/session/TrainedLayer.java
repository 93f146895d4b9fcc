package org.netwright.runtime.internal.session;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.Layer;
import org.netwright.runtime.ParameterPenalty;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Strength;
import org.netwright.runtime.Strengths;
import org.netwright.runtime.generated.NetworkLayout.LayerLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.text.Shapes;

/** A layer of a trainer: views of its parameters and gradients, and its strengths. */
public final class TrainedLayer implements Layer {
  private final LayerLayout layout;
  private final String owner;
  private final TrainerGuard guard;
  private final DeclaredStrengths declared;
  private final FrozenLayers frozen;
  private final LayerParameters parameters;
  private final LayerStates states;

  /**
   * The layers whose parameters it uses. Those of a record are of the embeddings of its components.
   */
  private final Set<String> owners = new LinkedHashSet<>();

  /**
   * Creates a layer.
   *
   * @param owner the layer whose parameters it uses, itself or another
   */
  TrainedLayer(
      LayerLayout layout,
      String owner,
      ParameterVector vector,
      DeclaredStrengths declared,
      TrainerGuard guard,
      FrozenLayers frozen) {
    this.layout = layout;
    this.owner = owner;
    this.frozen = frozen;
    this.declared = declared;
    this.guard = guard;
    this.parameters = new LayerParameters(layout.name(), owner, vector, guard);
    this.states = new LayerStates(layout.name(), owner, vector, guard);
    if (!states.names().isEmpty()) {
      owners.add(owner);
    }
    owners.addAll(parameters.owners());
  }

  @Override
  public String name() {
    return layout.name();
  }

  @Override
  public String operations() {
    return layout.description();
  }

  @Override
  public List<String> parameterNames() {
    return parameters.names();
  }

  @Override
  public INDArray parameter(String name) {
    return parameters.view(name);
  }

  @Override
  public void parameter(String name, INDArray value) {
    parameters.set(name, value);
  }

  @Override
  public INDArray parameterCopy(String name) {
    return parameters.copy(name);
  }

  @Override
  public INDArray gradient(String name) {
    return parameters.gradient(name);
  }

  @Override
  public List<String> stateNames() {
    return states.names();
  }

  @Override
  public INDArray state(String name) {
    return states.view(name);
  }

  @Override
  public void state(String name, INDArray value) {
    states.set(name, value);
  }

  @Override
  public List<Strength> strengths() {
    return declared.strengths();
  }

  @Override
  public Strength strength(String kind) {
    return declared.strength(kind);
  }

  @Override
  public Strength strength(Class<? extends ParameterPenalty> penalty) {
    return declared.strength(penalty);
  }

  @Override
  public Strengths on(ParameterRole role) {
    return declared.on(role);
  }

  @Override
  public void freeze() {
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.FREEZE);
    try {
      frozen.freeze(owners);
    } finally {
      guard.leave(outer);
    }
  }

  @Override
  public void unfreeze() {
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.UNFREEZE);
    try {
      frozen.unfreeze(owners);
    } finally {
      guard.leave(outer);
    }
  }

  @Override
  public boolean isFrozen() {
    return !owners.isEmpty() && frozen.owners().containsAll(owners);
  }

  /** Returns {@code frozen}, with the layer whose parameters it uses; empty if it is trained. */
  String frozenText() {
    if (!isFrozen()) {
      return "";
    }
    return owner.equals(name()) ? "frozen" : "frozen with " + owner;
  }

  /** Returns whether it has parameters that are not those of another layer. */
  public boolean hasOwnParameters() {
    return owners.contains(name());
  }

  @Override
  public double sparsity() {
    return (double) zeroWeights() / weightTensor().length();
  }

  @Override
  public long zeroWeights() {
    DenseTensor weight = weightTensor().tensor();
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.READ);
    try {
      long zeros = 0;
      for (long i = 0; i < weight.length(); i++) {
        if (weight.get(i) == 0) {
          zeros++;
        }
      }
      return zeros;
    } finally {
      guard.leave(outer);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name());
    String separator = "[";
    if (hasWeight()) {
      text.append(separator).append(Shapes.bare(weightTensor().tensor().shape()));
      separator = ", ";
    }
    for (Strength strength : strengths()) {
      text.append(separator).append(strength.name().substring(name().length() + 1));
      text.append(" = ").append(strength.value());
      separator = ", ";
    }
    if (isFrozen()) {
      text.append(separator).append(frozenText());
      separator = ", ";
    }
    return separator.equals("[") ? name() : text.append("]").toString();
  }

  /** Returns the strengths that it was declared with. */
  List<StrengthValue> values() {
    return declared.values();
  }

  /** Returns the shape of a row of the layer's output, and its operations. */
  public LayerLayout layout() {
    return layout;
  }

  /** Returns the weight with its memory, for use within a call of the trainer. */
  public ParameterTensor weightTensor() {
    return parameters.weight();
  }

  /**
   * Returns a copy of the elements of the weight's gradient, for use within a call of the trainer;
   * of an embedding those of the rows that the last batch named.
   */
  public double[] weightGradientElements() {
    return parameters.weightGradientElements();
  }

  /** Returns the norm of the weight's gradient, for use within a call of the trainer. */
  public double weightGradientNorm(Execution execution) {
    return parameters.weightGradientNorm(execution);
  }

  /** Returns all parameters with their memory, for use within a call of the trainer. */
  public Collection<ParameterTensor> parameters() {
    return parameters.all();
  }
}
