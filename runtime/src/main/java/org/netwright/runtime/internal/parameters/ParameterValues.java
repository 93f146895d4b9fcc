package org.netwright.runtime.internal.parameters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.memory.TensorType;

/**
 * The parameters of a network, with named views, as predictions need them: all in one flat array,
 * except for the tables of embeddings, which have one each.
 *
 * <p>It owns off-heap memory: {@link #close()} frees it, and the views with it.
 */
public class ParameterValues implements AutoCloseable {
  private final ParameterLayout layout;
  private final FlatTensor flatValues;
  private final FlatTensor flatStates;
  private final Map<String, FlatTensor> tables = new LinkedHashMap<>();
  private final Map<String, ParameterTensor> values = new LinkedHashMap<>();
  private final Map<String, ParameterTensor> states = new LinkedHashMap<>();

  /**
   * Allocates the array, of zeros.
   *
   * @param dataType {@code FLOAT} or {@code DOUBLE}
   */
  public ParameterValues(ParameterLayout layout, DataType dataType) {
    this.layout = layout;
    flatValues = new FlatTensor(dataType, layout.length());
    flatStates = new FlatTensor(dataType, layout.stateLength());
    for (ParameterLayout.Entry entry : layout.entries()) {
      if (entry.isTable()) {
        tables.put(entry.name(), new FlatTensor(dataType, entry.length()));
      }
      values.put(entry.name(), newView(entry.name()));
    }
    for (ParameterLayout.Entry entry : layout.states()) {
      states.put(entry.name(), newView(entry.name()));
    }
  }

  /** Returns the states of all layers, in the layout's order. */
  public final FlatTensor flatStates() {
    return flatStates;
  }

  /** Returns whether any layer has a state. */
  public final boolean hasStates() {
    return !states.isEmpty();
  }

  /** Returns the views of all states in the layout's order. */
  public final Collection<ParameterTensor> states() {
    return Collections.unmodifiableCollection(states.values());
  }

  /** Returns all values but those of tables. */
  public final FlatTensor flatValues() {
    return flatValues;
  }

  /** Returns the values of each table, by the name of the parameter. */
  public final Map<String, FlatTensor> tables() {
    return Collections.unmodifiableMap(tables);
  }

  /** Returns the views of all values in the layout's order. */
  public final Collection<ParameterTensor> values() {
    return Collections.unmodifiableCollection(values.values());
  }

  /** Returns all values by name, in the layout's order, then the states. */
  public final Map<String, DenseTensor> tensors() {
    Map<String, DenseTensor> tensors = new LinkedHashMap<>();
    for (ParameterTensor value : values.values()) {
      tensors.put(value.name(), value.tensor());
    }
    for (ParameterTensor state : states.values()) {
      tensors.put(state.name(), state.tensor());
    }
    return tensors;
  }

  /** Returns the types of {@link #tensors}. */
  public final Map<String, TensorType> types() {
    return DenseTensor.types(tensors());
  }

  /** Returns the types that the parameters and states of a layout would have. */
  public static Map<String, TensorType> types(ParameterLayout layout, DataType dataType) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    for (ParameterLayout.Entry entry : layout.entries()) {
      types.put(entry.name(), new TensorType(dataType, entry.shape()));
    }
    for (ParameterLayout.Entry entry : layout.states()) {
      types.put(entry.name(), new TensorType(dataType, entry.shape()));
    }
    return types;
  }

  /**
   * Returns the view of one parameter's values.
   *
   * @throws IllegalArgumentException if there is no parameter of that name
   */
  public final ParameterTensor value(String name) {
    return find(values, name);
  }

  /**
   * Returns the view of one state.
   *
   * @throws IllegalArgumentException if there is no state of that name
   */
  public final ParameterTensor state(String name) {
    return find(states, name);
  }

  /** Returns whether there is a parameter or a state of a name. */
  public final boolean has(String name) {
    return values.containsKey(name) || states.containsKey(name);
  }

  /**
   * Returns a further view of one parameter's values, or of a state. A view is for one thread at a
   * time: threads that read at the same time need one each. It does not learn that the values were
   * closed: it must not be used afterwards.
   *
   * @throws IllegalArgumentException if there is no parameter of that name
   */
  public final ParameterTensor newView(String name) {
    ParameterLayout.Entry entry = layout.entry(name);
    FlatTensor memory =
        entry.role() == ParameterRole.STATE ? flatStates : tables.getOrDefault(name, flatValues);
    return new ParameterTensor(entry, memory.memory());
  }

  /**
   * Frees all arrays; a second call does nothing. A view that is used afterwards throws {@link
   * IllegalStateException}. Views of views, such as a row of a weight, do not: if the user may have
   * any, the memory is left to the garbage collector.
   */
  @Override
  public void close() {
    List<FlatTensor> memories = new ArrayList<>(tables.values());
    memories.add(flatValues);
    close(memories, values.values());
    close(List.of(flatStates), states.values());
  }

  static void close(List<FlatTensor> memories, Collection<ParameterTensor> views) {
    if (views.stream().anyMatch(ParameterTensor::hasArray)) {
      INDArray none = Nd4j.create(memories.get(0).dataType(), 1);
      none.close();
      views.forEach(view -> view.share(none));
    }
    if (views.stream().noneMatch(ParameterTensor::isExposed)) {
      memories.forEach(FlatTensor::close);
    }
  }

  static ParameterTensor find(Map<String, ParameterTensor> tensors, String name) {
    ParameterTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "no parameter is named " + name + "; there are " + tensors.keySet());
    }
    return tensor;
  }
}
