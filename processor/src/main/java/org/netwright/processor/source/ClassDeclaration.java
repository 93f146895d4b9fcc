package org.netwright.processor.source;

import java.util.List;
import java.util.Set;

/**
 * The class that carries {@code @Network}, as far as its trainer depends on it.
 *
 * @param packageName empty in the unnamed package
 * @param simpleNames from the outermost class to this one
 * @param kind "class", "interface", "record", "enum" or "annotation type"
 * @param obstacles what keeps a trainer from making an instance of it
 * @param superclass the name of the class it extends, empty for {@code Object}
 * @param isPublic whether it and the classes around it are all public
 * @param isDeprecated whether it, a class around it or a field of it is deprecated
 */
public record ClassDeclaration(
    String packageName,
    List<String> simpleNames,
    String kind,
    Set<Obstacle> obstacles,
    String superclass,
    boolean isPublic,
    boolean isDeprecated) {

  /** What keeps a trainer from making an instance of a class. */
  public enum Obstacle {
    PRIVATE,
    ENCLOSED_IN_PRIVATE,
    GENERIC,
    INNER,
    ABSTRACT,
    NO_CONSTRUCTOR
  }

  public boolean isClass() {
    return kind.equals("class");
  }

  public String simpleName() {
    return simpleNames.get(simpleNames.size() - 1);
  }

  /** {@code NetTrainer} for {@code Net}, {@code Outer_NetTrainer} for {@code Outer.Net}. */
  public String trainerName() {
    return String.join("_", simpleNames) + "Trainer";
  }

  /** {@code NetModel} for {@code Net}, {@code Outer_NetModel} for {@code Outer.Net}. */
  public String modelName() {
    return String.join("_", simpleNames) + "Model";
  }

  public String qualifiedTrainerName() {
    return qualified(trainerName());
  }

  public String qualifiedModelName() {
    return qualified(modelName());
  }

  private String qualified(String name) {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }
}
