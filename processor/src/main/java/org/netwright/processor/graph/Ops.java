package org.netwright.processor.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Attribute.Groups;
import org.netwright.processor.graph.Attribute.Seed;
import org.netwright.processor.graph.Attribute.Strength;
import org.netwright.processor.kind.Activation;
import org.netwright.processor.kind.Axis;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.kind.RegularizerKind;

/** The operations that a declaration is lowered to. */
public final class Ops {
  private Ops() {}

  /** x · W + b, or x · W: (x, W[, b]) → out. */
  public record Linear() implements Op {
    @Override
    public String kernel() {
      return "linear";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      Shape weight = inputs.get(1);
      require(x.isBatchOfVectors(), "takes a batch of vectors", x);
      require(
          weight.equals(Shape.fixed(x.width(), weight.width())), "has a fitting weight", weight);
      if (inputs.size() > 2) {
        require(
            inputs.get(2).equals(Shape.fixed(weight.width())), "has a fitting bias", inputs.get(2));
      }
      return List.of(Shape.batch(weight.width()));
    }
  }

  /** An activation: x → out. */
  public record Activate(Activation activation, List<Double> arguments) implements Op {
    @Override
    public String kernel() {
      return activation.kernel();
    }

    @Override
    public List<Attribute> attributes() {
      return constants(arguments);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return true;
    }
  }

  /** Dropout in training: x → (out, mask). */
  public record Dropout(double rate, int index) implements Op {
    @Override
    public String kernel() {
      return "dropout";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Constant(rate), new Seed(index));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0), inputs.get(0));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return true;
    }
  }

  /** The data loss: (prediction, target) → number. */
  public record Loss(LossKind loss, List<Double> arguments) implements Op {
    @Override
    public String kernel() {
      return loss.kernel();
    }

    @Override
    public List<Attribute> attributes() {
      return constants(arguments);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      require(inputs.get(0).equals(inputs.get(1)), "compares like with like", inputs.get(1));
      return List.of(Shape.SCALAR);
    }
  }

  /**
   * The contribution of one parameter, or of an output, to a penalty: (parameter[, anchor]) →
   * number, output → number.
   *
   * @param differentiated whether its gradient is part of the backward pass
   */
  public record Penalty(
      RegularizerKind kind, String term, Optional<Axis> axis, boolean differentiated)
      implements Op {
    @Override
    public String kernel() {
      return kind.kernel();
    }

    @Override
    public Optional<String> receiver() {
      return kind == RegularizerKind.CUSTOM ? Optional.of(term) : Optional.empty();
    }

    @Override
    public List<Attribute> attributes() {
      return penaltyAttributes(kind, term, axis);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(Shape.SCALAR);
    }
  }

  static List<Attribute> penaltyAttributes(RegularizerKind kind, String term, Optional<Axis> axis) {
    return kind == RegularizerKind.CUSTOM ? List.of() : withAxis(axis, new Strength(term));
  }

  static List<Attribute> withAxis(Optional<Axis> axis, Attribute... attributes) {
    return Stream.concat(Stream.of(attributes), axis.map(Groups::new).stream()).toList();
  }

  static List<Attribute> constants(List<Double> arguments) {
    return arguments.stream().<Attribute>map(Constant::new).toList();
  }

  static void require(boolean fits, String what, Shape given) {
    if (!fits) {
      throw new IllegalArgumentException(what + ", but is given " + given);
    }
  }
}
