package org.netwright.runtime.internal.update;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.parameters.FlatTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;

/** A running average for each table, of its shape. It owns off-heap memory. */
final class TableAverages implements AutoCloseable {
  private final String name;
  private final Map<String, FlatTensor> ofTables;

  /** Starts from zeros. */
  TableAverages(String name, ParameterVector parameters) {
    this.name = name;
    this.ofTables = parameters.zerosOfTables();
  }

  /** Returns the average of the table that a gradient belongs to. */
  FlatTensor of(SparseGradient gradient) {
    return Objects.requireNonNull(ofTables.get(gradient.name()), gradient.name());
  }

  /** Returns all of them by name, as in {@code mean.user.weight}. */
  Map<String, FlatTensor> byName() {
    Map<String, FlatTensor> byName = new LinkedHashMap<>();
    ofTables.forEach((table, average) -> byName.put(name + "." + table, average));
    return byName;
  }

  @Override
  public void close() {
    ofTables.values().forEach(FlatTensor::close);
  }
}
