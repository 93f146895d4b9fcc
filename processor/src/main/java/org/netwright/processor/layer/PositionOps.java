package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations of positions. */
public final class PositionOps {
  private PositionOps() {}

  /** (x, table) → x + table. */
  public record AddPositions() implements Op {
    @Override
    public String kernel() {
      return "addPositions";
    }

    @Override
    public String title() {
      return "positionalEmbedding";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      Op.require(
          inputs.get(1).dimensions().equals(x.dimensions()), "has a vector for each step", x);
      return List.of(x);
    }

    @Override
    public boolean mayOverwrite(int input) {
      return input == 0;
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value outGradient = adjoints.of(node.output());
      adjoints.pass(
          node, new AddPositionsGradient(), List.of(outGradient), List.of(node.inputs().get(1)));
      adjoints.share(node, outGradient, node.inputs().get(0));
    }

    @Override
    public String formula(String x, List<String> others) {
      return x + " + positions";
    }
  }

  /** ∂out → ∂table. */
  public record AddPositionsGradient() implements Op {
    @Override
    public String kernel() {
      return "addPositionsGradient";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(new Shape(false, inputs.get(0).dimensions()));
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.to("its positions");
    }
  }

  /** x → x + sines and cosines. */
  public record AddSinusoids() implements Op {
    @Override
    public String kernel() {
      return "addSinusoids";
    }

    @Override
    public String title() {
      return "sinusoidalPosition";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return true;
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      adjoints.share(node, adjoints.of(node.output()), node.inputs().get(0));
    }

    @Override
    public String formula(String x, List<String> others) {
      return x + " + sinusoids";
    }
  }
}
