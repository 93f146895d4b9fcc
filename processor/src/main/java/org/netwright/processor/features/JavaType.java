package org.netwright.processor.features;

import java.util.List;

/**
 * The name of a user's type.
 *
 * @param packageName empty in the unnamed package
 * @param simpleNames from the outermost class to this one
 */
public record JavaType(String packageName, List<String> simpleNames) {

  public JavaType {
    simpleNames = List.copyOf(simpleNames);
  }

  /** Its name without the classes around it. */
  public String simpleName() {
    return simpleNames.get(simpleNames.size() - 1);
  }

  @Override
  public String toString() {
    String name = String.join(".", simpleNames);
    return packageName.isEmpty() ? name : packageName + "." + name;
  }
}
