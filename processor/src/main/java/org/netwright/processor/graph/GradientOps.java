package org.netwright.processor.graph;

import static org.netwright.processor.graph.Ops.constants;
import static org.netwright.processor.graph.Ops.require;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.kind.Activation;
import org.netwright.processor.kind.Axis;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.kind.RegularizerKind;

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
  public record LossGradient(LossKind loss, List<Double> arguments) implements Op {
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

  /**
   * (parameter[, anchor], its gradient so far) → its gradient including that of the penalty. The
   * same for an output.
   */
  public record PenaltyGradient(RegularizerKind kind, String term, Optional<Axis> axis)
      implements Op {
    @Override
    public String kernel() {
      return kind.gradientKernel();
    }

    @Override
    public String title() {
      String kindInTerm = term.substring(term.indexOf('.') + 1);
      return kindInTerm.replaceFirst("\\..*", "");
    }

    @Override
    public Optional<String> receiver() {
      return kind == RegularizerKind.CUSTOM ? Optional.of(term) : Optional.empty();
    }

    @Override
    public List<Attribute> attributes() {
      return Ops.penaltyAttributes(kind, term, axis);
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

  /** The shape of a gradient, the last input, to which something is added. */
  static List<Shape> accumulated(List<Shape> inputs) {
    Shape gradient = inputs.get(inputs.size() - 1);
    require(inputs.get(0).equals(gradient), "adds to a gradient of its shape", gradient);
    return List.of(gradient);
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
