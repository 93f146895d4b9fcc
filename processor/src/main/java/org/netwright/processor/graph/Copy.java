package org.netwright.processor.graph;

import java.util.List;

/** A copy of a value, which can be written over while the value is still needed. */
public record Copy() implements Op {
  @Override
  public String kernel() {
    return "copy";
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(inputs.get(0));
  }

  @Override
  public BackwardNote note(Node node) {
    return BackwardNote.NONE;
  }
}
