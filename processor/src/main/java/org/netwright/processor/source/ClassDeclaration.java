package org.netwright.processor.source;

import java.util.List;
import java.util.Set;

/**
 * A class with {@code @Network}, or a penalty or loss of the user: what the trainer depends on.
 *
 * @param packageName empty in the unnamed package
 * @param simpleNames from the outermost class to this one
 * @param kind "class", "interface", "record", "enum" or "annotation type"
 * @param obstacles what prevents a trainer from creating an instance of it
 * @param superclass the name of the class that it extends, empty for {@code Object}
 * @param isPublic whether it and the classes around it are all public
 * @param isDeprecated whether it, a class around it, a field of it or its constructor without
 *     parameters is deprecated
 */
public record ClassDeclaration(
    String packageName,
    List<String> simpleNames,
    String kind,
    Set<Obstacle> obstacles,
    String superclass,
    boolean isPublic,
    boolean isDeprecated) {

  /** A reason why a trainer cannot create an instance of a class. */
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

  /** {@code NetPrediction} for {@code Net}: the record of several outputs. */
  public String predictionName() {
    return String.join("_", simpleNames) + "Prediction";
  }

  /** {@code NetEncoder} for {@code Net}: makes numbers of the records that it takes. */
  public String encoderName() {
    return String.join("_", simpleNames) + "Encoder";
  }

  /** {@code NetInputs} for {@code Net}: the record of several records that it takes. */
  public String inputsName() {
    return String.join("_", simpleNames) + "Inputs";
  }

  /** {@code NetTargets} for {@code Net}: the record of several targets. */
  public String targetsName() {
    return String.join("_", simpleNames) + "Targets";
  }

  /** Whether the class {@code Builder} in a trainer hides it, because it has no longer name. */
  public boolean isHiddenByBuilder() {
    return packageName.isEmpty() && simpleNames.get(0).equals("Builder");
  }

  /** The name of the longest class file that is generated for it. */
  public String longestClassFile() {
    return trainerName() + "$Builder.class";
  }

  public String qualifiedTrainerName() {
    return qualified(trainerName());
  }

  public String qualifiedPredictionName() {
    return qualified(predictionName());
  }

  public String qualifiedModelName() {
    return qualified(modelName());
  }

  /** The name of a class in the same package. */
  public String qualified(String name) {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }
}
