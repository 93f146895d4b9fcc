package org.netwright.runtime.internal.parameters;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.InitialValues;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.random.RandomBits;

/**
 * The parameters of a network and their gradients, with named views of both, as training needs
 * them.
 */
public final class ParameterVector extends ParameterValues {
  private final FlatTensor flatGradients;
  private final Map<String, ParameterTensor> gradients = new LinkedHashMap<>();
  private final Map<String, SparseGradient> sparseGradients = new LinkedHashMap<>();

  /** In an array, over which each step can loop without garbage. */
  private final Table[] tables;

  /** A table and its gradient. */
  public record Table(ParameterTensor values, SparseGradient gradient) {}

  /** The rows of tables that stay zeros. */
  private final Map<String, Integer> zeroRows = new LinkedHashMap<>();

  private final Map<String, ParameterTensor> anchors = new LinkedHashMap<>();

  /**
   * Allocates the vector and draws its first values.
   *
   * @param dataType {@code FLOAT} or {@code DOUBLE}
   * @param seed the same seed gives the same bits
   */
  public ParameterVector(ParameterLayout layout, DataType dataType, long seed) {
    super(layout, dataType);
    flatGradients = new FlatTensor(dataType, layout.length());
    for (ParameterLayout.Entry entry : layout.entries()) {
      if (entry.isTable()) {
        int width = Math.toIntExact(entry.shape().get(1));
        sparseGradients.put(
            entry.name(), new SparseGradient(entry.name(), dataType, width, entry.zeroRow()));
      } else {
        gradients.put(entry.name(), new ParameterTensor(entry, flatGradients.memory()));
      }
    }
    tables =
        sparseGradients.entrySet().stream()
            .map(entry -> new Table(value(entry.getKey()), entry.getValue()))
            .toArray(Table[]::new);
    initialize(layout, seed);
  }

  /** Returns all gradients but those of tables. */
  public FlatTensor flatGradients() {
    return flatGradients;
  }

  /** Returns a tensor of zeros for the values of all but tables, which the caller closes. */
  public FlatTensor zeros() {
    return zeros(flatValues());
  }

  /** Returns a tensor of zeros for the states, which the caller closes. */
  public FlatTensor zerosOfStates() {
    return zeros(flatStates());
  }

  /** Returns a tensor of zeros for the values of each table, which the caller closes. */
  public Map<String, FlatTensor> zerosOfTables() {
    Map<String, FlatTensor> zeros = new LinkedHashMap<>();
    tables().forEach((name, values) -> zeros.put(name, zeros(values)));
    return zeros;
  }

  private static FlatTensor zeros(FlatTensor values) {
    return new FlatTensor(values.dataType(), values.length());
  }

  /** Returns the number of tables. */
  public int tableCount() {
    return tables.length;
  }

  /** Returns a table, from 0. */
  public Table table(int index) {
    return tables[index];
  }

  /**
   * Returns the gradient of a table.
   *
   * @throws IllegalArgumentException if there is no table of that name
   */
  public SparseGradient sparseGradient(String name) {
    SparseGradient gradient = sparseGradients.get(name);
    if (gradient == null) {
      throw new IllegalArgumentException(
          "no table is named " + name + "; there are " + sparseGradients.keySet());
    }
    return gradient;
  }

  /** Puts the gradients of all tables aside, or takes them back. */
  public void exchangeSparseGradients() {
    sparseGradients.values().forEach(SparseGradient::exchange);
  }

  /** Returns whether the gradient of a parameter is a {@link #sparseGradient}. */
  public boolean isTable(String name) {
    return sparseGradients.containsKey(name);
  }

  /** Returns the views of all gradients but those of tables, in the layout's order. */
  public Collection<ParameterTensor> gradients() {
    return Collections.unmodifiableCollection(gradients.values());
  }

  /**
   * Returns the view of one parameter's gradient.
   *
   * @throws IllegalArgumentException if there is no parameter of that name
   */
  public ParameterTensor gradient(String name) {
    return find(gradients, name);
  }

  /**
   * Returns a copy of a parameter's current values, which {@link #moveAnchors} updates; the same
   * copy at each call.
   *
   * @throws IllegalArgumentException if there is no parameter of that name
   */
  public ParameterTensor anchor(String name) {
    ParameterTensor value = value(name);
    return anchors.computeIfAbsent(name, n -> value.copy());
  }

  /** Returns whether any parameter has an anchor. */
  public boolean hasAnchors() {
    return !anchors.isEmpty();
  }

  /** Returns all anchors by the names of their parameters. */
  public Map<String, DenseTensor> anchors() {
    Map<String, DenseTensor> tensors = new LinkedHashMap<>();
    anchors.forEach((name, anchor) -> tensors.put(name, anchor.tensor()));
    return tensors;
  }

  /** Copies the current values into all anchors. */
  public void moveAnchors() {
    moveAnchors(anchors.keySet());
  }

  /** Copies the current values of some parameters into their anchors, as far as they have them. */
  public void moveAnchors(Collection<String> names) {
    for (String name : names) {
      ParameterTensor anchor = anchors.get(name);
      if (anchor != null) {
        anchor.tensor().assign(value(name).tensor());
      }
    }
  }

  @Override
  public void close() {
    anchors.values().forEach(ParameterTensor::closeCopy);
    anchors.clear();
    super.close();
    close(List.of(flatGradients), gradients.values());
    sparseGradients.values().forEach(SparseGradient::close);
  }

  private void initialize(ParameterLayout layout, long seed) {
    int parameter = 0;
    for (ParameterLayout.Entry entry : layout.entries()) {
      DenseTensor own = value(entry.name()).tensor();
      long ownSeed = RandomBits.bits(seed, parameter++);
      long length = entry.length();
      LongToDoubleFunction values = entry.initial().initializer().values(entry, ownSeed);
      // One by one into the vector: an array of all of them would need twice the memory.
      for (long i = 0; i < length; i++) {
        own.put(i, values.applyAsDouble(i));
      }
      entry.zeroRow().ifPresent(row -> zeroRows.put(entry.name(), row));
    }
    for (ParameterLayout.Entry entry : layout.states()) {
      InitialValues initial = entry.initial();
      state(entry.name()).tensor().fill(initial.initializer().draw(entry.role(), 1, 1, seed, 0));
    }
    clearZeroRows();
  }

  /** Sets the rows of tables that are not trained, those of padding, to zeros. */
  public void clearZeroRows() {
    zeroRows.forEach((name, row) -> value(name).tensor().row(row).fill(0));
  }
}
