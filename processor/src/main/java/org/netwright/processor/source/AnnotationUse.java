package org.netwright.processor.source;

import java.util.List;

/**
 * An annotation as it stands on a field or a class.
 *
 * @param name its simple name, as in {@code Linear}
 * @param arguments its numbers
 */
public record AnnotationUse(String name, List<Argument> arguments, SourceRef ref) {

  /** As the user reads it in the source: {@code @Linear}. */
  @Override
  public String toString() {
    return "@" + name;
  }
}
