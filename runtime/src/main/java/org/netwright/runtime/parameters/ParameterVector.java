package org.netwright.runtime.parameters;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * All parameters of a network in one flat array and their gradients in another, with named views of
 * both.
 *
 * <p>The vector owns off-heap memory: {@link #close()} frees it, and the views with it.
 */
public final class ParameterVector implements AutoCloseable {
  private final FlatTensor flatValues;
  private final FlatTensor flatGradients;
  private final Map<String, ParameterTensor> values = new LinkedHashMap<>();
  private final Map<String, ParameterTensor> gradients = new LinkedHashMap<>();
  private final Map<String, ParameterTensor> anchors = new LinkedHashMap<>();

  /**
   * Allocates the vector and draws its first values.
   *
   * @param dataType {@code FLOAT} or {@code DOUBLE}
   * @param seed the same seed gives the same bits
   */
  public ParameterVector(ParameterLayout layout, DataType dataType, long seed) {
    flatValues = new FlatTensor(dataType, layout.length());
    flatGradients = new FlatTensor(dataType, layout.length());
    for (ParameterLayout.Entry entry : layout.entries()) {
      values.put(entry.name(), new ParameterTensor(entry, flatValues.array()));
      gradients.put(entry.name(), new ParameterTensor(entry, flatGradients.array()));
    }
    initialize(layout, seed);
  }

  /** Returns all values. */
  public FlatTensor flatValues() {
    return flatValues;
  }

  /** Returns all gradients. */
  public FlatTensor flatGradients() {
    return flatGradients;
  }

  /** Returns a tensor of zeros, one for each parameter, which the caller closes. */
  public FlatTensor zeros() {
    return new FlatTensor(flatValues.array().dataType(), flatValues.length());
  }

  /** Returns the views of all values in the layout's order. */
  public Collection<ParameterTensor> values() {
    return Collections.unmodifiableCollection(values.values());
  }

  /** Returns the views of all gradients in the layout's order. */
  public Collection<ParameterTensor> gradients() {
    return Collections.unmodifiableCollection(gradients.values());
  }

  /**
   * Returns the view of one parameter's values.
   *
   * @throws IllegalArgumentException if there is no parameter of that name
   */
  public ParameterTensor value(String name) {
    return find(values, name);
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
   * Returns a copy of a parameter's values as they stand, which {@link #moveAnchors} writes anew;
   * the same at each call.
   *
   * @throws IllegalArgumentException if there is no parameter of that name
   */
  public ParameterTensor anchor(String name) {
    ParameterTensor value = find(values, name);
    return anchors.computeIfAbsent(name, n -> value.copy());
  }

  /** Returns whether any parameter has one. */
  public boolean hasAnchors() {
    return !anchors.isEmpty();
  }

  /** Takes the values as they now stand into all anchors. */
  public void moveAnchors() {
    anchors.forEach((name, anchor) -> anchor.array().assign(find(values, name).array()));
  }

  /**
   * Frees all arrays; a second call does nothing. Whoever uses a view afterwards gets an {@link
   * IllegalStateException}. Views of views, such as a row of a weight, cannot be told: to use one
   * is to read freed memory.
   */
  @Override
  public void close() {
    anchors.values().forEach(ParameterTensor::closeCopy);
    anchors.clear();
    flatValues.close();
    flatGradients.close();
    values.values().forEach(view -> view.share(flatValues.array()));
    gradients.values().forEach(view -> view.share(flatGradients.array()));
  }

  private void initialize(ParameterLayout layout, long seed) {
    DataBuffer buffer = flatValues.array().data();
    int parameter = 0;
    for (ParameterLayout.Entry entry : layout.entries()) {
      long ownSeed = RandomBits.bits(seed, parameter++);
      long length = entry.length();
      // One by one into the vector: an array of them all would be another vector, twice the size.
      for (long i = 0; i < length; i++) {
        double drawn =
            entry.initializer().draw(entry.role(), entry.fanIn(), entry.fanOut(), ownSeed, i);
        buffer.put(entry.offset() + i, drawn);
      }
    }
  }

  private static ParameterTensor find(Map<String, ParameterTensor> tensors, String name) {
    ParameterTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "no parameter is named " + name + "; there are " + tensors.keySet());
    }
    return tensor;
  }
}
