package org.netwright.runtime.internal.session;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.Layer;
import org.netwright.runtime.ParameterPenalty;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Strength;
import org.netwright.runtime.Strengths;
import org.netwright.runtime.generated.NetworkLayout.LayerLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.input.GivenParameter;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.text.Shapes;
import org.netwright.runtime.internal.text.Spelling;

/** A layer of a trainer: views of its parameters and gradients, and its strengths. */
public final class TrainedLayer implements Layer {
  private static final String WEIGHT = "weight";
  private static final String BIAS = "bias";

  private final LayerLayout layout;
  private final String owner;
  private final TrainerGuard guard;
  private final DeclaredStrengths declared;
  private final FrozenLayers frozen;

  /** By the last part of their names, as in {@code weight}. */
  private final Map<String, ParameterTensor> values = new LinkedHashMap<>();

  private final Map<String, ParameterTensor> gradients = new LinkedHashMap<>();
  private final Map<String, SparseGradient> sparseGradients = new LinkedHashMap<>();

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
      ParameterVector parameters,
      DeclaredStrengths declared,
      TrainerGuard guard,
      FrozenLayers frozen) {
    this.layout = layout;
    this.owner = owner;
    this.frozen = frozen;
    this.declared = declared;
    this.guard = guard;
    this.states = new LayerStates(layout.name(), owner, parameters, guard);
    if (!states.names().isEmpty()) {
      owners.add(owner);
    }
    String prefix = owner + ".";
    for (ParameterTensor value : parameters.values()) {
      if (value.name().startsWith(prefix)) {
        String own = value.name().substring(prefix.length());
        values.put(own, value);
        owners.add(FrozenLayers.ownerOf(value));
        if (parameters.isTable(value.name())) {
          sparseGradients.put(own, parameters.sparseGradient(value.name()));
        } else {
          gradients.put(own, parameters.gradient(value.name()));
        }
      }
    }
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
    return List.copyOf(values.keySet());
  }

  @Override
  public INDArray parameter(String name) {
    return expose(find(values, name));
  }

  @Override
  public void parameter(String name, INDArray value) {
    ParameterTensor tensor = find(values, name);
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.ASSIGN);
    try {
      GivenParameter.copy(value, tensor);
    } finally {
      guard.leave(outer);
    }
  }

  @Override
  public INDArray parameterCopy(String name) {
    ParameterTensor tensor = find(values, name);
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.READ);
    try {
      return Nd4jThread.call(() -> tensor.array().dup('c'));
    } finally {
      guard.leave(outer);
    }
  }

  @Override
  public INDArray gradient(String name) {
    SparseGradient sparse = sparseGradients.get(name);
    if (sparse != null) {
      return dense(sparse, find(values, name));
    }
    return expose(find(gradients, name));
  }

  /** Returns a copy with the shape of the table. */
  private INDArray dense(SparseGradient gradient, ParameterTensor table) {
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.READ);
    try {
      return Nd4jThread.call(
          () -> {
            INDArray all = Nd4j.zeros(table.tensor().dataType(), table.tensor().shape());
            for (int i = 0; i < gradient.count(); i++) {
              INDArray row = gradient.values().rows(gradient.count()).getRow(i);
              all.getRow(gradient.row(i)).assign(row);
            }
            return all;
          });
    } finally {
      guard.leave(outer);
    }
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
    return find(values, WEIGHT);
  }

  /**
   * Returns a copy of the elements of the weight's gradient, for use within a call of the trainer;
   * of an embedding those of the rows that the last batch named.
   */
  public double[] weightGradientElements() {
    SparseGradient sparse = sparseGradients.get(WEIGHT);
    if (sparse == null) {
      return find(gradients, WEIGHT).tensor().elements();
    }
    return sparse.count() == 0 ? new double[1] : sparse.values().tensor(sparse.count()).elements();
  }

  /** Returns the norm of the weight's gradient, for use within a call of the trainer. */
  public double weightGradientNorm(Execution execution) {
    SparseGradient sparse = sparseGradients.get(WEIGHT);
    if (sparse == null) {
      return execution.norm(find(gradients, WEIGHT));
    }
    double squares = 0;
    for (double element : weightGradientElements()) {
      squares += element * element;
    }
    return Math.sqrt(squares);
  }

  /** Returns all parameters with their memory, for use within a call of the trainer. */
  public Collection<ParameterTensor> parameters() {
    return values.values();
  }

  /**
   * Marks the view as given out before checking again that the trainer is open, because {@code
   * close} checks in the opposite order.
   */
  private INDArray expose(ParameterTensor tensor) {
    guard.requireOpen();
    INDArray view = tensor.expose();
    guard.requireOpen();
    return view;
  }

  /** A layer has no weight or no bias by its declaration; any other name is a wrong argument. */
  private RuntimeException noParameter(String name) {
    String message =
        "%s: the layer has no %s%s"
            .formatted(
                name(),
                name,
                values.isEmpty() ? "" : "; it has " + String.join(", ", values.keySet()));
    return WEIGHT.equals(name) || BIAS.equals(name)
        ? new IllegalStateException(message)
        : new IllegalArgumentException(message + Spelling.didYouMean(name, values.keySet()));
  }

  private ParameterTensor find(Map<String, ParameterTensor> tensors, String name) {
    ParameterTensor tensor = tensors.get(Objects.requireNonNull(name, "name"));
    if (tensor == null) {
      throw noParameter(name);
    }
    return tensor;
  }
}
