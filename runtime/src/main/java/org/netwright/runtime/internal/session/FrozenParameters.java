package org.netwright.runtime.internal.session;

import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.kernels.EngineKernels;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.update.UpdateRule;

/**
 * Keeps the parameters of frozen layers, and their averages in the optimiser, as they are during an
 * update. The update itself runs over the whole vector as always, so that the other parameters get
 * the same bits; what is frozen is copied before it and copied back after it. Tables need no copy:
 * an update changes only the rows that their gradient has, and it has none. The states of frozen
 * layers need none either: their normalisations read them, and do not change them.
 *
 * <p>It owns off-heap memory while a layer is frozen: {@link #close()} frees it.
 */
final class FrozenParameters implements AutoCloseable {
  private final FrozenLayers layers;
  private final ParameterVector parameters;
  private final UpdateRule rule;
  private final EngineKernels kernels;
  private int version;

  // Arrays, over which each step can loop without garbage.
  private ParameterTensor[] gradients = {};
  private SparseGradient[] tableGradients = {};
  private FlatTensor[] live = {};
  private FlatTensor[] copies = {};

  FrozenParameters(
      FrozenLayers layers, ParameterVector parameters, UpdateRule rule, EngineKernels kernels) {
    this.layers = layers;
    this.parameters = parameters;
    this.rule = rule;
    this.kernels = kernels;
    this.version = layers.version();
  }

  /** Sets the gradients of frozen parameters to 0, before they are clipped, and copies the rest. */
  void beforeUpdate() {
    if (version != layers.version()) {
      find();
    }
    for (SparseGradient gradient : tableGradients) {
      gradient.clear();
    }
    for (ParameterTensor gradient : gradients) {
      kernels.clear(gradient);
      for (int i = 0; i < live.length; i++) {
        kernels.copy(live[i], gradient.offset(), gradient.length(), copies[i]);
      }
    }
  }

  /** Copies back what was frozen. */
  void afterUpdate() {
    for (ParameterTensor gradient : gradients) {
      for (int i = 0; i < live.length; i++) {
        kernels.copy(copies[i], gradient.offset(), gradient.length(), live[i]);
      }
    }
  }

  private void find() {
    version = layers.version();
    List<ParameterTensor> dense = new ArrayList<>();
    List<SparseGradient> sparse = new ArrayList<>();
    for (ParameterTensor value : parameters.values()) {
      String name = value.name();
      if (layers.contains(FrozenLayers.ownerOf(value))) {
        if (parameters.isTable(name)) {
          sparse.add(parameters.sparseGradient(name));
        } else {
          dense.add(parameters.gradient(name));
        }
      }
    }
    gradients = dense.toArray(ParameterTensor[]::new);
    tableGradients = sparse.toArray(SparseGradient[]::new);
    allocate();
  }

  private void allocate() {
    if (gradients.length == 0) {
      closeCopies();
    } else if (copies.length == 0) {
      List<FlatTensor> all = new ArrayList<>(rule.flatAverages());
      all.add(parameters.flatValues());
      live = all.toArray(FlatTensor[]::new);
      copies = all.stream().map(same -> parameters.zeros()).toArray(FlatTensor[]::new);
    }
  }

  /** Frees the copies; a second call does nothing. */
  @Override
  public void close() {
    closeCopies();
  }

  private void closeCopies() {
    for (FlatTensor copy : copies) {
      copy.close();
    }
    live = new FlatTensor[0];
    copies = new FlatTensor[0];
  }
}
