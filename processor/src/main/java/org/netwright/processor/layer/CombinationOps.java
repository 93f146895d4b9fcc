package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Pieces;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations of combinations, other than the sum. */
public final class CombinationOps {
  private CombinationOps() {}

  /** (a, b) → a ∘ b, element by element. */
  public record Multiply() implements Op {
    @Override
    public String kernel() {
      return "multiply";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Op.require(inputs.get(0).equals(inputs.get(1)), "multiplies like with like", inputs.get(1));
      return List.of(inputs.get(0));
    }

    /** ∂a = ∂out ∘ b, ∂b = ∂out ∘ a. */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value a = node.inputs().get(0);
      Value b = node.inputs().get(1);
      Value outGradient = adjoints.of(node.output());
      adjoints.pass(node, new Multiply(), List.of(outGradient, b), List.of(a));
      adjoints.pass(node, new Multiply(), List.of(outGradient, a), List.of(b));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return true;
    }

    @Override
    public String formula(String x, List<String> others) {
      return Op.factor(x) + " ∘ " + others.get(0);
    }
  }

  /**
   * (a, b) → a, then b, along their joined dimension.
   *
   * @param pieces of each in a row
   */
  public record Concat(Pieces pieces) implements Op {
    @Override
    public String kernel() {
      return "concat";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(pieces);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(
          inputs
              .get(0)
              .concat(inputs.get(1))
              .orElseThrow(() -> new IllegalArgumentException("cannot join " + inputs)));
    }

    /** Each input's part of ∂out. */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value a = node.inputs().get(0);
      Value b = node.inputs().get(1);
      List<Value> outGradient = List.of(adjoints.of(node.output()));
      adjoints.pass(node, new Part(0, pieces, a.shape()), outGradient, List.of(a));
      int offset = (int) a.shape().elements() / pieces.most();
      adjoints.pass(node, new Part(offset, pieces, b.shape()), outGradient, List.of(b));
    }

    @Override
    public String formula(String x, List<String> others) {
      return "concat(" + x + ", " + others.get(0) + ")";
    }
  }

  /**
   * A part of a value along its joined dimension.
   *
   * @param offset the first number of a piece that is part of it
   * @param pieces of the value in a row
   * @param shape its shape
   */
  public record Part(int offset, Pieces pieces, Shape shape) implements Op {
    @Override
    public String kernel() {
      return "part";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Attribute.Count("offset", offset), pieces);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(shape);
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.onTo(node.output().layer());
    }
  }
}
