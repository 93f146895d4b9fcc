package org.netwright.processor.graph;

/**
 * An edge of the graph. It is written once, and identified by its name.
 *
 * @param name unique in the graph: {@code hidden}, {@code hidden.weight}, {@code hidden.gradient}
 */
public record Value(String name, Shape shape, Kind kind, Type type) {

  /** Where a value comes from. */
  public enum Kind {
    /** Given with each batch: the features. */
    INPUT,
    /** Given with each batch: what the loss compares the prediction with. */
    TARGET,
    PARAMETER,
    /** Kept from one step to the next, and changed by operations; it has no gradient. */
    STATE,
    /** A copy of a parameter's initial values. */
    ANCHOR,
    /** The output of a node. */
    COMPUTED
  }

  /** What the elements of a value are. */
  public enum Type {
    NUMBER,
    /** The number of a category or a word, which cannot be calculated with. */
    ID
  }

  /** Creates a value of numbers. */
  public Value(String name, Shape shape, Kind kind) {
    this(name, shape, kind, Type.NUMBER);
  }

  /**
   * The layer that it belongs to: its name up to the first dot, which the name of a field cannot
   * contain.
   */
  public String layer() {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** The name of its gradient: {@code hidden.weight.gradient}. */
  public String gradientName() {
    return name + ".gradient";
  }

  /** {@code %hidden [n × 10]}. */
  @Override
  public String toString() {
    return "%" + name + " " + shape + (type == Type.ID ? " of ids" : "");
  }
}
