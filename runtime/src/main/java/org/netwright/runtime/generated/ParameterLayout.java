package org.netwright.runtime.generated;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.internal.text.Shapes;

/**
 * The place of each parameter in the flat vector of a network, its shape and its initializer.
 *
 * <p>Immutable; the order of the builder's calls is the order in the vector, without gaps.
 */
public final class ParameterLayout {
  private final Map<String, Entry> entries;
  private final Map<String, Entry> states;
  private final long length;
  private final long stateLength;

  private ParameterLayout(Builder builder) {
    this.entries = new LinkedHashMap<>(builder.entries);
    this.states = new LinkedHashMap<>(builder.states);
    this.length = builder.length;
    this.stateLength = builder.stateLength;
  }

  /** Returns a builder of an empty layout. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the entries in their order in the vector. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** Returns the entries of the states, in their order in a vector of their own. */
  public List<Entry> states() {
    return List.copyOf(states.values());
  }

  /**
   * Returns the entry of one parameter or state.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Entry entry(String name) {
    Entry entry = entries.getOrDefault(name, states.get(name));
    if (entry == null) {
      throw new IllegalArgumentException(
          "no parameter is named " + name + "; there are " + entries.keySet());
    }
    return entry;
  }

  /** Returns the number of scalars in the vector, to which tables do not belong. */
  public long length() {
    return length;
  }

  /** Returns the number of scalars in the vector of the states. */
  public long stateLength() {
    return stateLength;
  }

  /**
   * One parameter.
   *
   * @param name the layer and the parameter, as in {@code hidden.weight}
   * @param role its role in its layer
   * @param initial the distribution of its first values
   * @param shape the lengths of its dimensions; it is stored row-major
   * @param offset the index of its first scalar in the vector, or in its own memory
   * @param zeroRow the row that begins as zeros and is not trained
   */
  public record Entry(
      String name,
      ParameterRole role,
      InitialValues initial,
      List<Long> shape,
      long offset,
      OptionalInt zeroRow) {

    /**
     * Returns whether it is a table with a sparse gradient. It is not part of the vector, all of
     * which each step updates.
     */
    public boolean isTable() {
      return role == ParameterRole.EMBEDDING;
    }

    /** Returns the number of scalars. */
    public long length() {
      return Shapes.length(shape);
    }
  }

  /** Collects the entries of a layout. */
  public static final class Builder {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Entry> states = new LinkedHashMap<>();
    private long length;
    private long stateLength;

    private Builder() {}

    /**
     * Returns the layout of the parameters added so far.
     *
     * @throws IllegalArgumentException if there are none
     */
    public ParameterLayout build() {
      if (entries.isEmpty()) {
        throw new IllegalArgumentException("a network needs at least one layer with parameters");
      }
      return new ParameterLayout(this);
    }

    /**
     * Adds a parameter.
     *
     * @param name the layer and the parameter, as in {@code hidden.weight}
     * @throws IllegalArgumentException if the name is taken or a dimension is not positive
     */
    public Builder add(String name, ParameterRole role, InitialValues initial, long... shape) {
      long offset = role == ParameterRole.EMBEDDING ? 0 : length;
      Entry entry = entry(name, role, initial, offset, shape);
      entries.put(name, entry);
      if (!entry.isTable()) {
        length = Math.addExact(length, entry.length());
      }
      return this;
    }

    /** Adds a state, all of whose elements begin as {@code ZEROS} or {@code ONES}. */
    void addState(String name, Initializer initial, long... shape) {
      Entry entry = entry(name, ParameterRole.STATE, initial.fans(1, 1), stateLength, shape);
      states.put(name, entry);
      stateLength = Math.addExact(stateLength, entry.length());
    }

    private Entry entry(
        String name, ParameterRole role, InitialValues initial, long offset, long... shape) {
      List<Long> dimensions = Shapes.list(shape);
      for (long size : shape) {
        if (size <= 0) {
          throw new IllegalArgumentException(
              "%s: dimensions must be positive, got %s".formatted(name, dimensions));
        }
      }
      if (entries.containsKey(name) || states.containsKey(name)) {
        throw new IllegalArgumentException(name + ": the layout has a parameter of that name");
      }
      return new Entry(name, role, initial, dimensions, offset, OptionalInt.empty());
    }

    /** Lets a row of a table begin as zeros, which no step changes. */
    void zeroRow(String name, int row) {
      entries.computeIfPresent(
          name,
          (same, entry) ->
              new Entry(
                  name,
                  entry.role(),
                  entry.initial(),
                  entry.shape(),
                  entry.offset(),
                  OptionalInt.of(row)));
    }
  }
}
