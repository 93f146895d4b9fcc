package org.netwright.runtime.internal.parameters;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.InitialValues;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.random.RandomBits;

/**
 * All parameters of a network in one flat array and their gradients in another, with named views of
 * both, as training needs them.
 */
public final class ParameterVector extends ParameterValues {
  private final FlatTensor flatGradients;
  private final Map<String, ParameterTensor> gradients = new LinkedHashMap<>();
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
      gradients.put(entry.name(), new ParameterTensor(entry, flatGradients.array()));
    }
    initialize(layout, seed);
  }

  /** Returns all gradients. */
  public FlatTensor flatGradients() {
    return flatGradients;
  }

  /** Returns a tensor of zeros, with one element for each parameter, which the caller closes. */
  public FlatTensor zeros() {
    return new FlatTensor(flatValues().array().dataType(), flatValues().length());
  }

  /** Returns the views of all gradients in the layout's order. */
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
  public Map<String, INDArray> anchors() {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    anchors.forEach((name, anchor) -> arrays.put(name, anchor.array()));
    return arrays;
  }

  /** Copies the current values into all anchors. */
  public void moveAnchors() {
    anchors.forEach((name, anchor) -> anchor.array().assign(value(name).array()));
  }

  @Override
  public void close() {
    anchors.values().forEach(ParameterTensor::closeCopy);
    anchors.clear();
    super.close();
    close(flatGradients, gradients.values());
  }

  private void initialize(ParameterLayout layout, long seed) {
    DataBuffer buffer = flatValues().array().data();
    int parameter = 0;
    for (ParameterLayout.Entry entry : layout.entries()) {
      long ownSeed = RandomBits.bits(seed, parameter++);
      long length = entry.length();
      InitialValues initial = entry.initial();
      // One by one into the vector: an array of all of them would need twice the memory.
      for (long i = 0; i < length; i++) {
        double drawn =
            initial.initializer().draw(entry.role(), initial.fanIn(), initial.fanOut(), ownSeed, i);
        buffer.put(entry.offset() + i, drawn);
      }
    }
  }
}
