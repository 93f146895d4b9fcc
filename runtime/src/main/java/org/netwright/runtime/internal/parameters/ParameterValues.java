package org.netwright.runtime.internal.parameters;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;

/**
 * All parameters of a network in one flat array, with named views, as predictions need them.
 *
 * <p>It owns off-heap memory: {@link #close()} frees it, and the views with it.
 */
public class ParameterValues implements AutoCloseable {
  private final ParameterLayout layout;
  private final FlatTensor flatValues;
  private final Map<String, ParameterTensor> values = new LinkedHashMap<>();

  /**
   * Allocates the array, of zeros.
   *
   * @param dataType {@code FLOAT} or {@code DOUBLE}
   */
  public ParameterValues(ParameterLayout layout, DataType dataType) {
    this.layout = layout;
    flatValues = new FlatTensor(dataType, layout.length());
    for (ParameterLayout.Entry entry : layout.entries()) {
      values.put(entry.name(), new ParameterTensor(entry, flatValues.array()));
    }
  }

  /** Returns all values. */
  public final FlatTensor flatValues() {
    return flatValues;
  }

  /** Returns the views of all values in the layout's order. */
  public final Collection<ParameterTensor> values() {
    return Collections.unmodifiableCollection(values.values());
  }

  /** Returns the views of all values by name, in the layout's order. */
  public final Map<String, INDArray> arrays() {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    values.forEach((name, view) -> arrays.put(name, view.array()));
    return arrays;
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
   * Returns a further view of one parameter's values. A view is for one thread at a time: threads
   * that read at the same time need one each. It does not learn that the values were closed: it
   * must not be used afterwards.
   *
   * @throws IllegalArgumentException if there is no parameter of that name
   */
  public final ParameterTensor newView(String name) {
    return new ParameterTensor(layout.entry(name), flatValues.array());
  }

  /**
   * Frees all arrays; a second call does nothing. A view that is used afterwards throws {@link
   * IllegalStateException}. Views of views, such as a row of a weight, do not: if the user may have
   * any, the memory is left to the garbage collector.
   */
  @Override
  public void close() {
    close(flatValues, values.values());
  }

  static void close(FlatTensor flat, Collection<ParameterTensor> views) {
    INDArray none = Nd4j.create(flat.array().dataType(), 1);
    none.close();
    views.forEach(view -> view.share(none));
    if (views.stream().noneMatch(ParameterTensor::isExposed)) {
      flat.close();
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
