package org.netwright.processor.graph;

/**
 * An edge of the graph. It is written once, and identified by its name.
 *
 * @param layer the layer that it belongs to: {@code hidden}, {@code body.2.wide}
 * @param part its name in the layer: {@code weight}, {@code gradient}; empty for the output
 */
public record Value(String layer, String part, Shape shape, Kind kind, Type type) {

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
    /** An object in which operations keep what others need: see {@link Keeper}. */
    KEEPER,
    /** The output of a node. */
    COMPUTED
  }

  /** What the elements of a value are. */
  public enum Type {
    NUMBER,
    /** The number of a category or a word, which cannot be calculated with. */
    ID,
    /** Numbers of which only some rows exist: the gradient of an embedding. */
    SPARSE,
    /** What a batch normalisation normalises with: mean and variance of each channel. */
    STATISTICS,
    /** The numbers of steps of the sequences of an input. */
    LENGTHS,
    /** An object, not numbers: see {@link Keeper}. */
    KEEPER
  }

  /** Creates a value of numbers. */
  public Value(String layer, String part, Shape shape, Kind kind) {
    this(layer, part, shape, kind, Type.NUMBER);
  }

  /** Its name, unique in the graph: {@code hidden}, {@code hidden.weight}. */
  public String name() {
    return part.isEmpty() ? layer : layer + "." + part;
  }

  /** The part of its gradient in its layer: {@code weight.gradient}. */
  public String gradientPart() {
    return part.isEmpty() ? "gradient" : part + ".gradient";
  }

  /** The name of its gradient: {@code hidden.weight.gradient}. */
  public String gradientName() {
    return layer + "." + gradientPart();
  }

  /** {@code %hidden [n × 10]}. */
  @Override
  public String toString() {
    return "%" + name() + " " + shape + words(type);
  }

  private static String words(Type type) {
    return switch (type) {
      case NUMBER -> "";
      case ID -> " of ids";
      case SPARSE -> " of some rows";
      case STATISTICS -> " of statistics";
      case LENGTHS -> " of lengths";
      case KEEPER -> " that is kept";
    };
  }
}
