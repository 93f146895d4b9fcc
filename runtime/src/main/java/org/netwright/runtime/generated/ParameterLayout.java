package org.netwright.runtime.generated;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.ParameterRole;

/**
 * The place of each parameter in the flat vector of a network, its shape and its initializer.
 *
 * <p>Immutable; the order of the builder's calls is the order in the vector, without gaps.
 */
public final class ParameterLayout {
  private final Map<String, Entry> entries;
  private final long length;

  private ParameterLayout(Map<String, Entry> entries, long length) {
    this.entries = entries;
    this.length = length;
  }

  /** Returns a builder of an empty layout. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the entries in their order in the vector. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /**
   * Returns the entry of one parameter.
   *
   * @throws IllegalArgumentException if there is no parameter of that name
   */
  public Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(
          "no parameter is named " + name + "; there are " + entries.keySet());
    }
    return entry;
  }

  /** Returns the number of scalars in the vector. */
  public long length() {
    return length;
  }

  /**
   * One parameter.
   *
   * @param name the layer and the parameter, as in {@code hidden.weight}
   * @param role its role in its layer
   * @param initializer the distribution of its first values
   * @param shape the lengths of its dimensions; it is stored row-major
   * @param offset the index of its first scalar in the vector
   * @param fanIn the number of inputs of the layer's units
   * @param fanOut the number of the layer's units
   */
  public record Entry(
      String name,
      ParameterRole role,
      Initializer initializer,
      List<Long> shape,
      long offset,
      long fanIn,
      long fanOut) {

    /** Returns the number of scalars. */
    public long length() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }
  }

  /** Collects the entries of a layout. */
  public static final class Builder {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long length;

    private Builder() {}

    /**
     * Adds a weight of shape [in × out].
     *
     * @throws IllegalArgumentException if the name is taken or a dimension is not positive
     */
    public Builder weight(String name, Initializer initializer, long in, long out) {
      return add(name, ParameterRole.WEIGHT, initializer, List.of(in, out), in, out);
    }

    /**
     * Adds a bias of shape [size].
     *
     * @param fanIn the number of inputs of the layer's units, on which some initialisers depend
     * @throws IllegalArgumentException if the name is taken or a dimension is not positive
     */
    public Builder bias(String name, Initializer initializer, long fanIn, long size) {
      return add(name, ParameterRole.BIAS, initializer, List.of(size), fanIn, size);
    }

    /**
     * Returns the layout of the parameters added so far.
     *
     * @throws IllegalArgumentException if there are none
     */
    public ParameterLayout build() {
      if (entries.isEmpty()) {
        throw new IllegalArgumentException("a network needs at least one layer with parameters");
      }
      return new ParameterLayout(new LinkedHashMap<>(entries), length);
    }

    private Builder add(
        String name,
        ParameterRole role,
        Initializer initializer,
        List<Long> shape,
        long fanIn,
        long fanOut) {
      List<Long> sizes = new ArrayList<>(shape);
      sizes.add(fanIn);
      if (sizes.stream().anyMatch(size -> size <= 0)) {
        throw new IllegalArgumentException(
            name + ": dimensions must be positive, got " + shape + ", fan-in " + fanIn);
      }
      Entry entry = new Entry(name, role, initializer, shape, length, fanIn, fanOut);
      if (entries.putIfAbsent(name, entry) != null) {
        throw new IllegalArgumentException(name + ": the layout has a parameter of that name");
      }
      length = Math.addExact(length, entry.length());
      return this;
    }
  }
}
