package org.netwright.processor.layer;

import java.util.List;
import java.util.stream.Collectors;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/**
 * The same elements in another shape: a view, without a kernel.
 *
 * @param title its name for people
 */
public record ReshapeOp(String title, Shape output) implements Op {
  @Override
  public String kernel() {
    return title;
  }

  /** Those of the output; that of a vector follows from the input. */
  @Override
  public List<String> settings(List<Shape> inputs) {
    List<Integer> dimensions = output.dimensions();
    return dimensions.size() < 2
        ? List.of()
        : List.of(dimensions.stream().map(String::valueOf).collect(Collectors.joining("x")));
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Op.require(
        inputs.get(0).elements() == output.elements(),
        "keeps the number of elements of " + output,
        inputs.get(0));
    return List.of(output);
  }

  @Override
  public boolean isView() {
    return true;
  }

  /** The gradient in the shape of the input. */
  @Override
  public void adjoint(Node node, Adjoints adjoints) {
    Value x = node.inputs().get(0);
    Value outGradient = adjoints.of(node.output());
    adjoints.pass(node, new ReshapeOp(title, x.shape()), List.of(outGradient), List.of(x));
  }

  @Override
  public BackwardNote note(Node node) {
    return BackwardNote.NONE;
  }
}
