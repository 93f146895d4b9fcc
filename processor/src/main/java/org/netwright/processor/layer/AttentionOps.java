package org.netwright.processor.layer;

import java.util.ArrayList;
import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Attribute.Seed;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations of attention, between its linear maps. */
public final class AttentionOps {
  private static final String SELF = "selfAttention";
  private static final String CROSS = "crossAttention";

  private AttentionOps() {}

  /**
   * (queries with keys and values[, lengths], attention) → out.
   *
   * @param variable whether lengths are given
   */
  public record Self(int heads, boolean causal, boolean variable) implements Op {
    @Override
    public String kernel() {
      return SELF;
    }

    @Override
    public List<String> settings(List<Shape> inputs) {
      List<String> settings = new ArrayList<>();
      settings.add("heads " + heads);
      if (causal) {
        settings.add("causal");
      }
      return settings;
    }

    @Override
    public Value.Type inputType(int input) {
      return typeOf(input, 1, variable);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      Op.require(x.width() % 3 == 0, "takes queries, keys and values", x);
      return List.of(Shape.batch(x.steps(), x.width() / 3));
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value out = node.output();
      Value attention = node.inputs().get(node.inputs().size() - 1);
      adjoints.pass(
          node, new SelfGradient(), List.of(x, out, adjoints.of(out), attention), List.of(x));
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
      Shape x = inputs.get(0);
      return 2L * x.steps() * x.steps() * (x.width() / 3);
    }
  }

  /** (x, out, ∂out, attention) → ∂x. */
  public record SelfGradient() implements Op {
    @Override
    public String kernel() {
      return "selfAttentionGradient";
    }

    @Override
    public String title() {
      return SELF;
    }

    @Override
    public Value.Type inputType(int input) {
      return input == 3 ? Value.Type.KEEPER : Value.Type.NUMBER;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Op.require(inputs.get(1).equals(inputs.get(2)), "takes the output's gradient", inputs.get(2));
      return List.of(inputs.get(0));
    }
  }

  /**
   * (queries, keys with values[, lengths], attention) → out.
   *
   * @param variable whether lengths of the keys are given
   */
  public record Cross(int heads, boolean variable) implements Op {
    @Override
    public String kernel() {
      return CROSS;
    }

    @Override
    public List<String> settings(List<Shape> inputs) {
      return List.of("heads " + heads);
    }

    @Override
    public Value.Type inputType(int input) {
      return typeOf(input, 2, variable);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape query = inputs.get(0);
      Op.require(
          inputs.get(1).width() == 2 * query.width(), "takes keys and values", inputs.get(1));
      return List.of(query);
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value query = node.inputs().get(0);
      Value memory = node.inputs().get(1);
      Value out = node.output();
      Value attention = node.inputs().get(node.inputs().size() - 1);
      adjoints.pass(
          node,
          new CrossGradient(),
          List.of(query, memory, out, adjoints.of(out), attention),
          List.of(query, memory));
    }

    @Override
    public String formula(String x, List<String> others) {
      return title() + "(" + x + ", " + others.get(0) + ")";
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
      Shape query = inputs.get(0);
      return 2L * query.steps() * inputs.get(1).steps() * query.width();
    }
  }

  /** (query, memory, out, ∂out, attention) → (∂query, ∂memory). */
  public record CrossGradient() implements Op {
    @Override
    public String kernel() {
      return "crossAttentionGradient";
    }

    @Override
    public String title() {
      return CROSS;
    }

    @Override
    public Value.Type inputType(int input) {
      return input == 4 ? Value.Type.KEEPER : Value.Type.NUMBER;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Op.require(inputs.get(2).equals(inputs.get(3)), "takes the output's gradient", inputs.get(3));
      return inputs.subList(0, 2);
    }
  }

  /** attention: lets it drop probabilities. */
  public record Dropout(double rate, int seed) implements Op {
    @Override
    public String kernel() {
      return "attentionDropout";
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

  /** The type of an input after the numbers: the lengths if there are any, then the attention. */
  private static Value.Type typeOf(int input, int numbers, boolean variable) {
    if (input < numbers) {
      return Value.Type.NUMBER;
    }
    return variable && input == numbers ? Value.Type.LENGTHS : Value.Type.KEEPER;
  }
}
