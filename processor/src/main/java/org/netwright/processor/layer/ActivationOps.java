package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.layer.Activation.Saved;

/** The operations of activations. */
public final class ActivationOps {
  private ActivationOps() {}

  /** x → f(x). */
  public record Forward(Activation activation, List<Constant> numbers) implements Op {
    @Override
    public String kernel() {
      return activation.kernel();
    }

    @Override
    public List<Attribute> attributes() {
      return List.copyOf(numbers);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return true;
    }

    /** ∂x = f′(x) ∂out, where f′ may be a function of f(x). */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value saved = activation.saved() == Saved.INPUT ? x : node.output();
      Op gradient = new Gradient(activation, numbers);
      adjoints.pass(node, gradient, List.of(saved, adjoints.of(node.output())), List.of(x));
    }
  }

  /** (x or f(x), as the activation says, and ∂out) → ∂x. */
  public record Gradient(Activation activation, List<Constant> numbers) implements Op {
    @Override
    public String kernel() {
      return activation.kernel() + "Gradient";
    }

    @Override
    public String title() {
      return activation.kernel();
    }

    @Override
    public List<Attribute> attributes() {
      return List.copyOf(numbers);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Op.require(inputs.get(0).equals(inputs.get(1)), "works element by element", inputs.get(1));
      return List.of(inputs.get(1));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return input == 1;
    }
  }
}
