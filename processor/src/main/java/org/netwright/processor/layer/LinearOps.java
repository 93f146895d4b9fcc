package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Strength;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.FoldRole;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.PenaltyOps;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations of linear layers. */
public final class LinearOps {
  private LinearOps() {}

  /** The shape with another number of features. */
  private static Shape ofWidth(Shape x, int width) {
    return x.isBatchOfVectors() ? Shape.batch(width) : Shape.batch(x.steps(), width);
  }

  /** x · W + b, or x · W, of each step by itself: (x, W[, b]) → out. */
  public record Forward() implements Op {
    @Override
    public String kernel() {
      return "linear";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      Shape weight = inputs.get(1);
      Op.require(
          x.isBatchOfVectors() || x.dimensions().size() == 2, "takes vectors or sequences", x);
      Op.require(
          weight.equals(Shape.fixed(x.width(), weight.width())), "has a fitting weight", weight);
      if (inputs.size() > 2) {
        Op.require(
            inputs.get(2).equals(Shape.fixed(weight.width())), "has a fitting bias", inputs.get(2));
      }
      return List.of(ofWidth(x, weight.width()));
    }

    /** ∂W = xᵀ · ∂out, ∂b = Σ ∂out over the rows, ∂x = ∂out · Wᵀ. */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value weight = node.inputs().get(1);
      Value outGradient = adjoints.of(node.output());
      List<Value> parameters = node.inputs().subList(1, node.inputs().size());
      Op gradient = new Gradient(parameters.size() > 1);
      adjoints.pass(node, gradient, List.of(x, outGradient), parameters);
      if (adjoints.wants(x)) {
        adjoints.pass(node, new InputGradient(), List.of(outGradient, weight), List.of(x));
      }
    }

    @Override
    public FoldRole foldRole() {
      return new FoldRole.Weighted(1, Optional.empty());
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
      return inputs.get(1).elements() * (inputs.get(0).elements() / inputs.get(0).width());
    }

    @Override
    public String formula(String x, List<String> others) {
      return x + (others.size() > 1 ? " · W + b" : " · W");
    }

    @Override
    public String operands(List<Shape> inputs) {
      return " · " + inputs.get(1);
    }
  }

  /** (x, ∂out) → (∂W[, ∂b]). */
  public record Gradient(boolean bias) implements Op {
    @Override
    public String kernel() {
      return "linearGradient";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape weight = Shape.fixed(inputs.get(0).width(), inputs.get(1).width());
      return bias ? List.of(weight, Shape.fixed(weight.width())) : List.of(weight);
    }

    @Override
    public Optional<Op> withElasticNet(String l1, String l2) {
      return Optional.of(new GradientWithElasticNet(bias, l1, l2));
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.to(bias ? "its weight and bias" : "its weight");
    }
  }

  /** The same with the gradient of an elastic net on the weight: (x, ∂out, W) → (∂W[, ∂b]). */
  public record GradientWithElasticNet(boolean bias, String l1, String l2) implements Op {
    @Override
    public String kernel() {
      return "linearGradientWithElasticNet";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Strength(l1), new Strength(l2));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return new Gradient(bias).outputShapes(inputs);
    }

    @Override
    public BackwardNote note(Node node) {
      return new Gradient(bias).note(node).and(PenaltyOps.ELASTIC_NET);
    }
  }

  /** (∂out, W) → ∂x. */
  public record InputGradient() implements Op {
    @Override
    public String kernel() {
      return "linearInputGradient";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape weight = inputs.get(1);
      Op.require(inputs.get(0).width() == weight.width(), "has a fitting weight", weight);
      return List.of(ofWidth(inputs.get(0), weight.dimensions().get(0)));
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.onTo(node.output().layer());
    }
  }
}
