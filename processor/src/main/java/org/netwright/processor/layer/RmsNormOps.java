package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/**
 * The operations of normalisation by the root mean square, which gradients compute from x again.
 */
public final class RmsNormOps {
  private RmsNormOps() {}

  /** (x, scale) → out. */
  public record Forward(double epsilon) implements Op {
    @Override
    public String kernel() {
      return "rmsNorm";
    }

    @Override
    public List<Attribute> attributes() {
      return epsilonOf(epsilon);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      for (Shape parameter : inputs.subList(1, inputs.size())) {
        Op.require(parameter.equals(Shape.fixed(x.width())), "has a fitting scale", parameter);
      }
      return List.of(x);
    }

    /** ∂scale = Σ ∂out x / r, ∂x as the kernel says. */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value scale = node.inputs().get(1);
      Value outGradient = adjoints.of(node.output());
      List<Value> parameters = node.inputs().subList(1, node.inputs().size());
      adjoints.pass(node, new Gradient(epsilon), List.of(x, outGradient), parameters);
      adjoints.pass(node, new InputGradient(epsilon), List.of(x, scale, outGradient), List.of(x));
    }
  }

  /** (x, ∂out) → ∂scale. */
  public record Gradient(double epsilon) implements Op {
    @Override
    public String kernel() {
      return "rmsNormGradient";
    }

    @Override
    public List<Attribute> attributes() {
      return epsilonOf(epsilon);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(Shape.fixed(inputs.get(0).width()));
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.through("rmsNorm with its scale");
    }
  }

  /** (x, scale, ∂out) → ∂x. */
  public record InputGradient(double epsilon) implements Op {
    @Override
    public String kernel() {
      return "rmsNormInputGradient";
    }

    @Override
    public List<Attribute> attributes() {
      return epsilonOf(epsilon);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Op.require(inputs.get(0).equals(inputs.get(2)), "keeps the shape of x", inputs.get(2));
      return List.of(inputs.get(0));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return input == 2;
    }

    @Override
    public BackwardNote note(Node node) {
      String before = node.output().layer();
      return before.equals(node.layer())
          ? BackwardNote.adding(List.of())
          : BackwardNote.onTo(before);
    }
  }

  private static List<Attribute> epsilonOf(double epsilon) {
    return List.of(new Constant("epsilon", epsilon));
  }
}
