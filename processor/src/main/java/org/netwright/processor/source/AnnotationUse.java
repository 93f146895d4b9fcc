package org.netwright.processor.source;

import java.util.List;
import org.netwright.processor.diagnostic.SourceRef;

/**
 * An annotation on a field or a class.
 *
 * @param name its simple name, such as {@code Linear}
 * @param arguments its numbers
 */
public record AnnotationUse(String name, List<Argument> arguments, SourceRef ref) {

  /**
   * One of its numbers.
   *
   * @throws IllegalArgumentException if it has no number of that name
   */
  public Argument argument(String member) {
    return arguments.stream()
        .filter(argument -> argument.member().equals(member))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(this + " has no number " + member));
  }

  /** As in the source: {@code @Linear}. */
  @Override
  public String toString() {
    return "@" + name;
  }
}
