package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Attribute.Setting;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations of group normalisation. The gradients compute the statistics from x again. */
public final class GroupNormOps {
  private GroupNormOps() {}

  /** (x, scale, shift) → out. */
  public record Forward(int groups, double epsilon) implements Op {
    @Override
    public String kernel() {
      return "groupNorm";
    }

    @Override
    public List<Attribute> attributes() {
      return attributesOf(groups, epsilon);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      for (Shape parameter : inputs.subList(1, inputs.size())) {
        Op.require(
            parameter.equals(Shape.fixed(x.dimensions().get(0))),
            "has a fitting scale and shift",
            parameter);
      }
      return List.of(x);
    }

    /** ∂scale = Σ ∂out x̂, ∂shift = Σ ∂out, ∂x as the kernel says. */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value scale = node.inputs().get(1);
      Value outGradient = adjoints.of(node.output());
      List<Value> parameters = node.inputs().subList(1, node.inputs().size());
      adjoints.pass(node, new Gradient(groups, epsilon), List.of(x, outGradient), parameters);
      adjoints.pass(
          node, new InputGradient(groups, epsilon), List.of(x, scale, outGradient), List.of(x));
    }
  }

  /** (x, ∂out) → (∂scale, ∂shift). */
  public record Gradient(int groups, double epsilon) implements Op {
    @Override
    public String kernel() {
      return "groupNormGradient";
    }

    @Override
    public List<Attribute> attributes() {
      return attributesOf(groups, epsilon);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape parameter = Shape.fixed(inputs.get(0).dimensions().get(0));
      return List.of(parameter, parameter);
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.through("groupNorm with its scale and shift");
    }
  }

  /** (x, scale, ∂out) → ∂x. */
  public record InputGradient(int groups, double epsilon) implements Op {
    @Override
    public String kernel() {
      return "groupNormInputGradient";
    }

    @Override
    public List<Attribute> attributes() {
      return attributesOf(groups, epsilon);
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

  private static List<Attribute> attributesOf(int groups, double epsilon) {
    return List.of(new Setting("groups", groups), new Constant("epsilon", epsilon));
  }
}
