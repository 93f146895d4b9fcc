package org.netwright.processor.features;

import java.util.List;

/**
 * The enum whose constants are the classes of a loss, valid or not.
 *
 * @param isDeprecated whether it, or a class around it, is deprecated
 * @param problems what keeps it from being that
 */
public record ClassEnum(
    JavaType type, boolean isDeprecated, List<String> constants, List<Problem> problems) {

  public ClassEnum {
    constants = List.copyOf(constants);
    problems = List.copyOf(problems);
  }
}
