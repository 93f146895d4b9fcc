package org.netwright.processor.graph;

import java.util.List;

/** The gradients known so far in a backward walk, to which operations add theirs. */
public interface Adjoints {

  /** Whether a value needs a gradient. */
  boolean wants(Value value);

  /** The gradient of a value. */
  Value of(Value value);

  /**
   * Adds an operation that computes a gradient for each target. It is added to the gradient that a
   * target already has.
   */
  void pass(Node origin, Op op, List<Value> inputs, List<Value> targets);

  /** Adds an operation that adds to the gradient of its first input. */
  void accumulate(Node origin, Op op, List<Value> inputs);
}
