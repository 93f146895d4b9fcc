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
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.input.GivenParameter;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.text.Spelling;

/** The parameters of one layer, and their gradients. */
final class LayerParameters {
  private static final String WEIGHT = "weight";
  private static final String BIAS = "bias";

  private final String layer;
  private final TrainerGuard guard;

  /** By the last part of their names, as in {@code weight}. */
  private final Map<String, ParameterTensor> values = new LinkedHashMap<>();

  private final Map<String, ParameterTensor> gradients = new LinkedHashMap<>();
  private final Map<String, SparseGradient> sparseGradients = new LinkedHashMap<>();

  /**
   * Finds the parameters of a layer.
   *
   * @param owner the layer whose parameters it uses, itself or another
   */
  LayerParameters(String layer, String owner, ParameterVector parameters, TrainerGuard guard) {
    this.layer = layer;
    this.guard = guard;
    String prefix = owner + ".";
    for (ParameterTensor value : parameters.values()) {
      if (value.name().startsWith(prefix)) {
        String own = value.name().substring(prefix.length());
        values.put(own, value);
        if (parameters.isTable(value.name())) {
          sparseGradients.put(own, parameters.sparseGradient(value.name()));
        } else {
          gradients.put(own, parameters.gradient(value.name()));
        }
      }
    }
  }

  List<String> names() {
    return List.copyOf(values.keySet());
  }

  /** Returns the layers that own the parameters. */
  Set<String> owners() {
    Set<String> owners = new LinkedHashSet<>();
    values.values().forEach(value -> owners.add(FrozenLayers.ownerOf(value)));
    return owners;
  }

  /** Returns all parameters with their memory, for use within a call of the trainer. */
  Collection<ParameterTensor> all() {
    return values.values();
  }

  /** Returns the weight with its memory, for use within a call of the trainer. */
  ParameterTensor weight() {
    return find(values, WEIGHT);
  }

  /** Returns a live view of a parameter. */
  INDArray view(String name) {
    return expose(find(values, name));
  }

  /**
   * Sets a parameter.
   *
   * @throws IllegalArgumentException if the array does not fit; nothing has changed
   */
  void set(String name, INDArray value) {
    ParameterTensor tensor = find(values, name);
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.ASSIGN);
    try {
      GivenParameter.copy(value, tensor);
    } finally {
      guard.leave(outer);
    }
  }

  /** Returns a copy of a parameter, which the caller may close. */
  INDArray copy(String name) {
    ParameterTensor tensor = find(values, name);
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.READ);
    try {
      return Nd4jThread.call(() -> tensor.array().dup('c'));
    } finally {
      guard.leave(outer);
    }
  }

  /** Returns a live view of the gradient of a parameter; of an embedding a copy. */
  INDArray gradient(String name) {
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

  /**
   * Returns a copy of the elements of the weight's gradient, for use within a call of the trainer;
   * of an embedding those of the rows that the last batch named.
   */
  double[] weightGradientElements() {
    SparseGradient sparse = sparseGradients.get(WEIGHT);
    if (sparse == null) {
      return find(gradients, WEIGHT).tensor().elements();
    }
    return sparse.count() == 0 ? new double[1] : sparse.values().tensor(sparse.count()).elements();
  }

  /** Returns the norm of the weight's gradient, for use within a call of the trainer. */
  double weightGradientNorm(Execution execution) {
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
                layer,
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
