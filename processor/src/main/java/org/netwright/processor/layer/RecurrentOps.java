package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Attribute.Seed;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations of recurrent layers, one direction each. */
public final class RecurrentOps {
  private static final int WEIGHT = 1;
  private static final int RECURRENT = 2;
  private static final int RECURRENT_BIAS = 4;

  private RecurrentOps() {}

  /**
   * (x, W, U, b, c[, lengths], steps) → out.
   *
   * @param all whether it gives the state after each step, not only the last
   * @param variable whether lengths are given
   */
  public record Forward(Recurrent cell, boolean reversed, boolean all, boolean variable)
      implements Op {
    @Override
    public String kernel() {
      return "recurrent";
    }

    @Override
    public String title() {
      return cell.title(reversed);
    }

    @Override
    public Value.Type inputType(int input) {
      if (input <= RECURRENT_BIAS) {
        return Value.Type.NUMBER;
      }
      return variable && input == RECURRENT_BIAS + 1 ? Value.Type.LENGTHS : Value.Type.KEEPER;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      Shape recurrent = inputs.get(RECURRENT);
      int units = recurrent.dimensions().get(0);
      int columns = cell.gates() * units;
      Op.require(x.dimensions().size() == 2, "takes sequences", x);
      Op.require(
          recurrent.equals(Shape.fixed(units, columns)),
          "has a fitting recurrent weight",
          recurrent);
      Op.require(
          inputs.get(WEIGHT).equals(Shape.fixed(x.width(), columns)),
          "has a fitting weight",
          inputs.get(WEIGHT));
      for (Shape bias : inputs.subList(RECURRENT + 1, RECURRENT_BIAS + 1)) {
        Op.require(bias.equals(Shape.fixed(columns)), "has fitting biases", bias);
      }
      return List.of(all ? Shape.batch(x.steps(), units) : Shape.batch(units));
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      List<Value> inputs = node.inputs();
      Value x = inputs.get(0);
      Value steps = inputs.get(inputs.size() - 1);
      adjoints.pass(
          node,
          new Gradient(title()),
          List.of(x, inputs.get(RECURRENT), adjoints.of(node.output()), steps),
          inputs.subList(WEIGHT, RECURRENT_BIAS + 1));
      if (adjoints.wants(x)) {
        // It reads what the operation before it has left in the steps.
        adjoints.pass(
            node, new InputGradient(x.shape()), List.of(inputs.get(WEIGHT), steps), List.of(x));
      }
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
      return inputs.get(0).steps()
          * (inputs.get(WEIGHT).elements() + inputs.get(RECURRENT).elements());
    }
  }

  /** (x, U, ∂out, steps) → (∂W, ∂U, ∂b, ∂c), and the gradients of the gates in the steps. */
  public record Gradient(String title) implements Op {
    @Override
    public String kernel() {
      return "recurrentGradient";
    }

    @Override
    public Value.Type inputType(int input) {
      return input == 3 ? Value.Type.KEEPER : Value.Type.NUMBER;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape recurrent = inputs.get(1);
      Shape bias = Shape.fixed(recurrent.width());
      return List.of(Shape.fixed(inputs.get(0).width(), recurrent.width()), recurrent, bias, bias);
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.through(title + " with its weights and biases");
    }
  }

  /**
   * (W, steps) → ∂x.
   *
   * @param input the shape of x
   */
  public record InputGradient(Shape input) implements Op {
    @Override
    public String kernel() {
      return "recurrentInputGradient";
    }

    @Override
    public Value.Type inputType(int index) {
      return index == 1 ? Value.Type.KEEPER : Value.Type.NUMBER;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Op.require(
          inputs.get(0).dimensions().get(0) == input.width(),
          "has a fitting weight",
          inputs.get(0));
      return List.of(input);
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.onTo(node.output().layer());
    }
  }

  /** steps: draws which units are left out of the recurrent products. */
  public record Dropout(double rate, int seed) implements Op {
    @Override
    public String kernel() {
      return "recurrentDropout";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Constant("rate", rate), new Seed(seed));
    }

    @Override
    public Value.Type inputType(int input) {
      return Value.Type.KEEPER;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of();
    }
  }
}
