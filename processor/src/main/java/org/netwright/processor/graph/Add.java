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

  /** The gradient of the sum is that of each summand. */
  @Override
  public void adjoint(Node node, Adjoints adjoints) {
    Value outGradient = adjoints.of(node.output());
    node.inputs().forEach(input -> adjoints.share(node, outGradient, input));
  }

  @Override
  public String formula(String x, List<String> others) {
    return x + " + " + others.get(0);
  }

  /** A sum of gradients is not worth a word. */
  @Override
  public BackwardNote note(Node node) {
    return BackwardNote.NONE;
  }

  @Override
  public boolean mayOverwrite(int input) {
    return true;
  }
}
