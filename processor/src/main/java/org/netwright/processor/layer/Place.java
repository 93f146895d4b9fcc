package org.netwright.processor.layer;

/**
 * The place of a kind on a field. The order of the constants is the order in which the kinds on one
 * field are applied, whatever the order of their annotations.
 */
public enum Place {
  INPUT("input", ""),
  RESHAPING("reshaping", ""),
  LAYER("layer", "reshaped"),
  POSITION("position", "unpositioned"),
  NORMALIZATION("normalisation", "unnormalized"),
  BRANCH("stochastic depth", ""),
  COMBINATION("combination", "uncombined"),
  ACTIVATION("activation", "preactivation"),
  POOLING("pooling", "unpooled"),
  DROPOUT("dropout", "");

  private final String words;
  private final String before;

  Place(String words, String before) {
    this.words = words;
    this.before = before;
  }

  /** Whether what a kind in this place gives has the dimensions of what it takes. */
  public boolean keepsDimensions() {
    return switch (this) {
      case INPUT, RESHAPING, LAYER, POOLING -> false;
      case POSITION, NORMALIZATION, BRANCH, COMBINATION, ACTIVATION, DROPOUT -> true;
    };
  }

  /** In messages, as in "at most one activation". */
  public String words() {
    return words;
  }

  /**
   * The name of the value that a kind in this place takes from the one before it on its field;
   * empty if that is the output of the layer.
   */
  public String before() {
    return before;
  }
}
