package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Setting;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations of upsampling. */
public final class UpsampleOps {
  private UpsampleOps() {}

  private static List<Attribute> times(int rows, int columns) {
    return List.of(new Setting("rows", rows), new Setting("columns", columns));
  }

  private static List<Shape> requireSize(Shape small, Shape large, long times, Shape result) {
    Op.require(small.elements() * times == large.elements(), "repeats each element", small);
    return List.of(result);
  }

  /** x → each element in a rectangle of rows and columns. */
  public record Forward(int rows, int columns, Shape output) implements Op {
    @Override
    public String kernel() {
      return "upsample";
    }

    @Override
    public List<Attribute> attributes() {
      return times(rows, columns);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return requireSize(inputs.get(0), output, (long) rows * columns, output);
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Op gradient = new Gradient(rows, columns, x.shape());
      adjoints.pass(node, gradient, List.of(adjoints.of(node.output())), List.of(x));
    }
  }

  /** ∂out → ∂x. */
  public record Gradient(int rows, int columns, Shape input) implements Op {
    @Override
    public String kernel() {
      return "upsampleGradient";
    }

    @Override
    public String title() {
      return "upsample";
    }

    @Override
    public List<Attribute> attributes() {
      return times(rows, columns);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return requireSize(input, inputs.get(0), (long) rows * columns, input);
    }
  }
}
