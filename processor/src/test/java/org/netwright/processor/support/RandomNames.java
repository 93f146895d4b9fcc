package org.netwright.processor.support;

import java.util.List;

/**
 * Names that are difficult for a code generator: names similar to keywords, those of {@code
 * java.lang}, of the runtime, of generated members and of each other's accessors, and of other
 * alphabets.
 */
final class RandomNames {
  static final List<String> OF_CLASSES =
      List.of(
          "Net",
          "Größe",
          "ネット",
          "String",
          "Object",
          "Override",
          "Math",
          "Schedule",
          "Strength",
          "Trainer",
          "Generated",
          "GeneratedTrainer",
          "BatchTensor",
          "Double",
          "NetTrainer",
          "SuppressWarnings",
          "Pass",
          "Path",
          "Builder",
          "$");

  /** Of classes in the package of the network, one of which may be a penalty. */
  static final List<String> OF_SIBLINGS =
      List.of(
          "Override",
          "SuppressWarnings",
          "String",
          "Object",
          "Math",
          "List",
          "Builder",
          "Pass",
          "Layer",
          "Trainer",
          "Strength",
          "Schedule",
          "CustomPenalty",
          "ParameterRole",
          "Optimizer",
          "Path",
          "IOException",
          "Weight",
          "Bias",
          "Gradient",
          "Preactivation",
          "Rate",
          "Größe");

  static final List<String> OF_LAYERS =
      List.of(
          "hidden",
          "a",
          "b",
          "x",
          "y",
          "n",
          "first",
          "second",
          "weight",
          "bias",
          "l1",
          "l2",
          "record",
          "var",
          "yield",
          "sealed",
          "permits",
          "module",
          "clazz",
          "int_",
          "_x",
          "$",
          "$1",
          "größe",
          "重み",
          "π",
          "hiddenWeight",
          "hiddenWeightGradient",
          "hiddenL1",
          "aTargets",
          "xGradient",
          "kernels",
          "parameters",
          "builder",
          "declared",
          "report",
          "steps",
          "learningRate",
          "String",
          "Math",
          "Override",
          "Object",
          "Trainer",
          "Layer",
          "network",
          "forward",
          "layout",
          "seed",
          "self",
          "build",
          "clipping",
          "HIDDEN",
          "Hidden");

  /** Of packages, and of a letter that is two characters in Java. */
  static final List<String> MORE_OF_LAYERS = List.of("org", "java", "random", "_1", "𝑥");

  private RandomNames() {}
}
