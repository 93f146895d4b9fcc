package org.netwright.processor.features;

import java.util.List;

/**
 * The constants of an enum.
 *
 * @param names in their order
 */
public record EnumConstants(JavaType type, List<String> names) {

  public EnumConstants {
    names = List.copyOf(names);
  }
}
