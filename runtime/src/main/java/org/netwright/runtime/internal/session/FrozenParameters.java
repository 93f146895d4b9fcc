package org.netwright.runtime.internal.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.update.UpdateRule;

/**
 * The parameters that steps do not change. An update is one pass over the flat vector, so it
 * changes them too, and what they and their averages were is put back afterwards: that is right for
 * every optimiser, decay, proximal step and constraint. Their gradients are zero, so that clipping
 * does not count them. A table is left out by removing the rows of its gradient.
 */
final class FrozenParameters implements AutoCloseable {
  private final ParameterVector parameters;
  private final UpdateRule rule;
  private final Map<String, List<Kept>> kept = new LinkedHashMap<>();

  /** A live part of a vector, and what it has to be. */
  private record Kept(INDArray live, INDArray copy) {
    void keep() {
      copy.assign(live);
    }

    void putBack() {
      live.assign(copy);
    }
  }

  FrozenParameters(ParameterVector parameters, UpdateRule rule) {
    this.parameters = parameters;
    this.rule = rule;
  }

  /** Returns the names of the parameters. */
  Set<String> names() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(kept.keySet()));
  }

  boolean contains(String parameter) {
    return kept.containsKey(parameter);
  }

  /** Freezes a parameter; if it is frozen, nothing changes. */
  void add(String parameter) {
    if (!kept.containsKey(parameter)) {
      kept.put(parameter, Nd4jThread.call(() -> parts(parameter)));
    }
  }

  void remove(String parameter) {
    close(kept.remove(parameter));
  }

  /** Freezes other parameters than before. */
  void replace(Set<String> other) {
    for (String name : names()) {
      if (!other.contains(name)) {
        remove(name);
      }
    }
    other.forEach(this::add);
  }

  private List<Kept> parts(String parameter) {
    List<Kept> parts = new ArrayList<>();
    if (!parameters.isTable(parameter)) {
      ParameterTensor value = parameters.value(parameter);
      long length = value.array().length();
      parts.add(part(parameters.flatValues(), value.offset(), length));
      for (Map.Entry<String, FlatTensor> average : rule.averages().entrySet()) {
        if (average.getValue().length() == parameters.flatValues().length()
            && !average.getKey().contains(".")) {
          parts.add(part(average.getValue(), value.offset(), length));
        }
      }
    }
    return parts;
  }

  private static Kept part(FlatTensor vector, long offset, long length) {
    INDArray live = vector.array().get(NDArrayIndex.interval(offset, offset + length));
    return new Kept(live, live.dup());
  }

  /** Begins an update: called after the backward pass. */
  void beforeUpdate() {
    if (kept.isEmpty()) {
      return;
    }
    for (Map.Entry<String, List<Kept>> parameter : kept.entrySet()) {
      if (parameters.isTable(parameter.getKey())) {
        parameters.sparseGradient(parameter.getKey()).clear();
      } else {
        parameters.gradient(parameter.getKey()).array().assign(0);
        parameter.getValue().forEach(Kept::keep);
      }
    }
  }

  /** Ends an update. */
  void afterUpdate() {
    if (!kept.isEmpty()) {
      kept.values().forEach(parts -> parts.forEach(Kept::putBack));
    }
  }

  private static void close(@org.jspecify.annotations.Nullable List<Kept> parts) {
    if (parts != null) {
      parts.forEach(part -> part.copy().close());
    }
  }

  @Override
  public void close() {
    kept.values().forEach(FrozenParameters::close);
    kept.clear();
  }
}
