package org.netwright.processor.graph;

import java.util.List;

/** The sum of two values of one shape, such as the gradients of a value that is read twice. */
public record Add() implements Op {
  @Override
  public String kernel() {
    return "add";
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Op.require(inputs.get(0).equals(inputs.get(1)), "adds like to like", inputs.get(1));
    return List.of(inputs.get(0));
  }

  @Override
  public boolean mayOverwrite(int input) {
    return true;
  }
}
