package org.netwright.processor.graph;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Attribute.Constant;

/** The operations of losses. Each takes the numbers of its function. */
public final class LossOps {
  private LossOps() {}

  /**
   * The data loss: (prediction, target) → number.
   *
   * @param weight its factor in the total, which its value is without
   */
  public record Loss(LossFunction function, double weight) implements Op {
    @Override
    public String kernel() {
      return function.kind().kernel();
    }

    @Override
    public String title() {
      return function.title();
    }

    @Override
    public Optional<Receiver> receiver() {
      return function.receiver();
    }

    @Override
    public List<Attribute> attributes() {
      return List.copyOf(function.numbers());
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Op.require(
          function.takes(inputs.get(0), inputs.get(1)), "compares like with like", inputs.get(1));
      return List.of(Shape.SCALAR);
    }

    /** The gradients start here: that of the loss itself is its weight. */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Op gradient = new LossGradient(function);
      List<Value> prediction = node.inputs().subList(0, 1);
      if (weight == 1) {
        adjoints.pass(node, gradient, node.inputs(), prediction);
      } else {
        Value unweighted = adjoints.part(node, gradient, node.inputs(), prediction.get(0));
        adjoints.pass(node, new Scale(weight), List.of(unweighted), prediction);
      }
    }
  }

  /** (prediction, target) → ∂prediction. */
  public record LossGradient(LossFunction function) implements Op {
    @Override
    public String kernel() {
      return function.kind().kernel() + "Gradient";
    }

    @Override
    public String title() {
      return function.title();
    }

    @Override
    public Optional<Receiver> receiver() {
      return function.receiver();
    }

    @Override
    public List<Attribute> attributes() {
      return List.copyOf(function.numbers());
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0));
    }
  }

  /** Both at once: (prediction, target) → (number, ∂prediction). */
  public record LossWithGradient(LossFunction function) implements Op {
    @Override
    public String kernel() {
      return function.kind().kernel() + "WithGradient";
    }

    @Override
    public String title() {
      return function.title();
    }

    @Override
    public Optional<Receiver> receiver() {
      return function.receiver();
    }

    @Override
    public List<Attribute> attributes() {
      return List.copyOf(function.numbers());
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape loss = new Loss(function, 1).outputShapes(inputs).get(0);
      return List.of(loss, inputs.get(0));
    }
  }

  /** A value times a factor, such as the gradient of a loss with a weight. */
  public record Scale(double factor) implements Op {
    @Override
    public String kernel() {
      return "scale";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Constant("factor", factor));
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
    public BackwardNote note(Node node) {
      return BackwardNote.through("the weight of its loss");
    }
  }
}
