package org.netwright.processor.kind;

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
}
