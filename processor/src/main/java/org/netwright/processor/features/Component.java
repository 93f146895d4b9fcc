package org.netwright.processor.features;

import java.util.OptionalInt;

/**
 * A component of a record.
 *
 * @param mayBeMissing whether it may have no value
 */
public record Component(String name, ComponentKind kind, boolean mayBeMissing) {

  /**
   * How many numbers it becomes, without those that are rows of an embedding.
   *
   * @param aroundMayBeMissing whether a record around it may have no value
   */
  long width(boolean aroundMayBeMissing) {
    boolean missing = mayBeMissing || aroundMayBeMissing;
    if (kind instanceof ComponentKind.Nested nested) {
      return nested.record().width(missing);
    }
    return embeddingWidth().isPresent() ? 0 : values(missing);
  }

  /**
   * The numbers of a dense component, or the values of a category.
   *
   * @param missing whether it, or a record around it, may have no value
   */
  public int values(boolean missing) {
    return kind.width() + (missing && kind.width() > 0 ? 1 : 0);
  }

  /** The width of its embedding, if it has one. */
  public OptionalInt embeddingWidth() {
    return kind instanceof ComponentKind.Category category
        ? category.embedding()
        : OptionalInt.empty();
  }
}
