package org.netwright.processor.graph;

import java.util.List;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.kind.LossKind;

/** The operations of losses. Each takes the numbers that the declaration gives for its kind. */
public final class LossOps {
  private LossOps() {}

  /**
   * The data loss: (prediction, target) → number.
   *
   * @param weight its factor in the total, which its value is without
   */
  public record Loss(LossKind kind, List<Constant> numbers, double weight) implements Op {
    @Override
    public String kernel() {
      return kind.kernel();
    }

    @Override
    public List<Attribute> attributes() {
      return List.copyOf(numbers);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Op.require(inputs.get(0).equals(inputs.get(1)), "compares like with like", inputs.get(1));
      return List.of(Shape.SCALAR);
    }

    /** The gradients start here: that of the loss itself is its weight. */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Op gradient = new LossGradient(kind, numbers);
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
  public record LossGradient(LossKind kind, List<Constant> numbers) implements Op {
    @Override
    public String kernel() {
      return kind.kernel() + "Gradient";
    }

    @Override
    public String title() {
      return kind.kernel();
    }

    @Override
    public List<Attribute> attributes() {
      return List.copyOf(numbers);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0));
    }
  }

  /** Both at once: (prediction, target) → (number, ∂prediction). */
  public record LossWithGradient(LossKind kind, List<Constant> numbers) implements Op {
    @Override
    public String kernel() {
      return kind.kernel() + "WithGradient";
    }

    @Override
    public String title() {
      return kind.kernel();
    }

    @Override
    public List<Attribute> attributes() {
      return List.copyOf(numbers);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape loss = new Loss(kind, numbers, 1).outputShapes(inputs).get(0);
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
