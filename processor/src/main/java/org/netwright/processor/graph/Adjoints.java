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

  /**
   * Adds an operation that computes something on the way to the gradient of a target.
   *
   * @return what it computes, which is not part of the gradient yet
   */
  Value part(Node origin, Op op, List<Value> inputs, Value target);

  /** Adds a gradient that is known already to that of a target. */
  void share(Node origin, Value gradient, Value target);

  /**
   * Adds an operation that adds to the gradient of a target, which it takes as an additional last
   * input.
   */
  void accumulate(Node origin, Op op, List<Value> inputs, Value target);
}
