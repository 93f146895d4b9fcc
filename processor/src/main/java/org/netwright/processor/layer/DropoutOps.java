package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Attribute.Seed;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations of dropout. */
public final class DropoutOps {
  private DropoutOps() {}

  /** x → (out, mask). */
  public record Forward(double rate, int seed) implements Op {
    @Override
    public String kernel() {
      return "dropout";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Constant("rate", rate), new Seed(seed));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0), inputs.get(0));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return true;
    }

    @Override
    public boolean isTrainingOnly() {
      return true;
    }

    /** ∂x = mask ∂out. */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value out = node.outputs().get(0);
      Value mask = node.outputs().get(1);
      adjoints.pass(node, new Gradient(), List.of(mask, adjoints.of(out)), node.inputs());
    }
  }

  /** (mask, ∂out) → ∂x. */
  public record Gradient() implements Op {
    @Override
    public String kernel() {
      return "dropoutGradient";
    }

    @Override
    public String title() {
      return "dropout";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(1));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return input == 1;
    }
  }
}
