package org.netwright.processor.kind;

import java.util.List;

/** The optimisers: the runtime's factory method of each. */
public enum OptimizerKind {
  SGD("sgd"),
  ADAM("adam"),
  ADAM_W("adamW");

  private final String factory;

  OptimizerKind(String factory) {
    this.factory = factory;
  }

  /** The static method of the runtime's {@code Optimizer} that creates one. */
  public String factory() {
    return factory;
  }

  /** The members of its annotation that this method takes, in its order. */
  public List<String> numbers() {
    return switch (this) {
      case SGD -> List.of("learningRate", "momentum");
      case ADAM -> List.of("learningRate", "beta1", "beta2", "epsilon");
      case ADAM_W -> List.of("learningRate", "beta1", "beta2", "epsilon", "weightDecay");
    };
  }
}
