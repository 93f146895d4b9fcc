package org.netwright.runtime.internal.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.input.GivenParameter;
import org.netwright.runtime.internal.nd4j.Elements;
import org.netwright.runtime.internal.parameters.ParameterValues;
import org.netwright.runtime.internal.text.Spelling;

/** The states of one layer: what it keeps besides its parameters, such as running statistics. */
final class LayerStates {
  /** Its root is taken. */
  private static final String VARIANCE = "variance";

  private final String layer;
  private final TrainerGuard guard;

  /** By the last part of their names, as in {@code mean}. */
  private final Map<String, ParameterTensor> states = new LinkedHashMap<>();

  /**
   * Finds the states of a layer.
   *
   * @param owner the layer whose states it uses, itself or another
   */
  LayerStates(String layer, String owner, ParameterValues values, TrainerGuard guard) {
    this.layer = layer;
    this.guard = guard;
    for (ParameterTensor state : values.states()) {
      if (FrozenLayers.ownerOf(state).equals(owner)) {
        states.put(state.name().substring(owner.length() + 1), state);
      }
    }
  }

  List<String> names() {
    return List.copyOf(states.keySet());
  }

  /** Returns a live view. */
  INDArray view(String name) {
    ParameterTensor state = find(name);
    guard.requireOpen();
    INDArray view = state.expose();
    guard.requireOpen();
    return view;
  }

  /**
   * Sets a state.
   *
   * @throws IllegalArgumentException if the array does not fit; nothing has changed
   */
  void set(String name, INDArray value) {
    ParameterTensor state = find(name);
    TrainerGuard.Call outer = guard.enter(TrainerGuard.Call.ASSIGN);
    try {
      if (name.equals(VARIANCE) && value != null && !value.wasClosed()) {
        requireNotNegative(state.name(), value);
      }
      GivenParameter.copy(value, state);
    } finally {
      guard.leave(outer);
    }
  }

  private static void requireNotNegative(String name, INDArray value) {
    if (value.dataType().isNumerical()) {
      for (double element : Elements.of(value)) {
        if (element < 0) {
          throw new IllegalArgumentException(
              "%s: expected variances of at least 0, got %s".formatted(name, element));
        }
      }
    }
  }

  private ParameterTensor find(String name) {
    ParameterTensor state = states.get(Objects.requireNonNull(name, "name"));
    if (state == null) {
      throw new IllegalArgumentException(
          "%s: the layer has no state %s%s%s"
              .formatted(
                  layer,
                  name,
                  states.isEmpty() ? "" : "; it has " + String.join(", ", states.keySet()),
                  Spelling.didYouMean(name, states.keySet())));
    }
    return state;
  }
}
