package org.netwright.processor.graph;

import static org.netwright.processor.graph.Ops.constants;
import static org.netwright.processor.graph.Ops.require;

import java.util.List;
import org.netwright.processor.graph.Attribute.Strength;
import org.netwright.processor.vocabulary.Activation;
import org.netwright.processor.vocabulary.LossFunction;
import org.netwright.processor.vocabulary.PenaltyKind;

/** The operations of the backward pass. */
public final class GradientOps {
  private GradientOps() {}

  /** (x, ∂out) → (∂W[, ∂b]). */
  public record LinearGradient(boolean bias) implements Op {
    @Override
    public String kernel() {
      return "linearGradient";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape weight = Shape.fixed(inputs.get(0).width(), inputs.get(1).width());
      return bias ? List.of(weight, Shape.fixed(weight.width())) : List.of(weight);
    }
  }

  /** (∂out, W) → ∂x. */
  public record LinearInputGradient() implements Op {
    @Override
    public String kernel() {
      return "linearInputGradient";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape weight = inputs.get(1);
      require(inputs.get(0).width() == weight.width(), "has a fitting weight", weight);
      return List.of(Shape.batch(weight.dimensions().get(0)));
    }
  }

  /** (x or out, as the activation says, and ∂out) → ∂x. */
  public record ActivationGradient(Activation activation, List<Double> arguments) implements Op {
    @Override
    public String kernel() {
      return activation.kernel() + "Gradient";
    }

    @Override
    public List<Attribute> attributes() {
      return constants(arguments);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      require(inputs.get(0).equals(inputs.get(1)), "works element by element", inputs.get(1));
      return List.of(inputs.get(1));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return input == 1;
    }
  }

  /** (mask, ∂out) → ∂x. */
  public record DropoutGradient() implements Op {
    @Override
    public String kernel() {
      return "dropoutGradient";
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

  /** (prediction, target) → ∂prediction. */
  public record LossGradient(LossFunction loss, List<Double> arguments) implements Op {
    @Override
    public String kernel() {
      return loss.kernel() + "Gradient";
    }

    @Override
    public List<Attribute> attributes() {
      return constants(arguments);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0));
    }
  }

  /** (parameter, its gradient so far) → its gradient with the penalty's. */
  public record PenaltyGradient(PenaltyKind kind, String term) implements Op {
    @Override
    public String kernel() {
      return kind.gradientKernel();
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Strength(term));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return accumulated(inputs);
    }

    @Override
    public boolean accumulates() {
      return true;
    }
  }

  /** The shape of a parameter's gradient, to which something is added. */
  static List<Shape> accumulated(List<Shape> inputs) {
    require(inputs.get(0).equals(inputs.get(1)), "adds to a gradient of its shape", inputs.get(1));
    return List.of(inputs.get(1));
  }

  /** The sum of two gradients of a value that is used twice: (a, b) → a + b. */
  public record Add() implements Op {
    @Override
    public String kernel() {
      return "add";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      require(inputs.get(0).equals(inputs.get(1)), "adds like to like", inputs.get(1));
      return List.of(inputs.get(0));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return true;
    }
  }
}
