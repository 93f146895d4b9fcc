package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Moving;
import org.netwright.processor.graph.Attribute.Setting;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.FoldRole;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.graph.Window;

/**
 * The operations of convolutions. Each of a convolution, the gradient of its input and the gradient
 * of its weight is a linear map of the others' values, so that the same three kernels serve both
 * directions.
 */
public final class ConvolutionOps {
  private ConvolutionOps() {}

  private interface Convolved extends Op {
    Window window();

    int groups();

    /** The settings of one that gives a shape. */
    default List<String> settings(Optional<String> after) {
      return Stream.concat(
              attributes().stream().flatMap(attribute -> attribute.setting().stream()),
              after.stream())
          .toList();
    }

    @Override
    default List<Attribute> attributes() {
      return List.of(new Moving(window()), new Setting("groups", groups()));
    }
  }

  /** (x, W[, b]) → out. */
  public record Forward(Window window, int groups, Shape output) implements Convolved {
    @Override
    public String kernel() {
      return "convolution";
    }

    @Override
    public List<String> settings(List<Shape> inputs) {
      return settings(window.paddingAfter(inputs.get(0), output));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape weight = inputs.get(1);
      requireWeight(weight, filters(), inputs.get(0).dimensions().get(0) / groups, window);
      if (inputs.size() > 2) {
        Op.require(
            inputs.get(2).equals(Shape.fixed(filters())), "has a fitting bias", inputs.get(2));
      }
      return List.of(output);
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value weight = node.inputs().get(1);
      Value outGradient = adjoints.of(node.output());
      List<Value> parameters = node.inputs().subList(1, node.inputs().size());
      Op gradient = new Gradient(window, groups, weight.shape(), parameters.size() > 1);
      adjoints.pass(node, gradient, List.of(x, outGradient), parameters);
      if (adjoints.wants(x)) {
        Op inputGradient = new Transposed(window, groups, x.shape());
        adjoints.pass(node, inputGradient, List.of(outGradient, weight), List.of(x));
      }
    }

    @Override
    public FoldRole foldRole() {
      return new FoldRole.Weighted(0, Optional.empty());
    }

    /** Each position multiplies each weight once. */
    @Override
    public long multiplyAdds(List<Shape> inputs) {
      return inputs.get(1).elements() * (output.elements() / filters());
    }

    /** Of an output of two dimensions the first, even if nothing else says that it is a signal. */
    private int filters() {
      return output.dimensions().get(0);
    }

    @Override
    public String formula(String x, List<String> others) {
      return Op.factor(x) + (others.size() > 1 ? " ∗ W + b" : " ∗ W");
    }

    @Override
    public String operands(List<Shape> inputs) {
      return " ∗ " + inputs.get(1);
    }

    /** As the gradient of the input of a transposed convolution. */
    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.onTo(node.output().layer());
    }
  }

  /** (x, ∂out) → (∂W[, ∂b]). */
  public record Gradient(Window window, int groups, Shape weight, boolean bias)
      implements Convolved {
    @Override
    public String kernel() {
      return "convolutionGradient";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      requireWeight(
          weight,
          inputs.get(1).dimensions().get(0),
          inputs.get(0).dimensions().get(0) / groups,
          window);
      return bias
          ? List.of(weight, Shape.fixed(inputs.get(1).dimensions().get(0)))
          : List.of(weight);
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.to(bias ? "its weight and bias" : "its weight");
    }
  }

  /**
   * (∂out, W) → ∂x, of shape {@code output}: the gradient of a convolution's input, and a
   * transposed convolution.
   */
  public record Transposed(Window window, int groups, Shape output) implements Convolved {
    @Override
    public String kernel() {
      return "convolutionInputGradient";
    }

    @Override
    public String title() {
      return "transposedConvolution";
    }

    @Override
    public List<String> settings(List<Shape> inputs) {
      return settings(window.cutAfter(output, inputs.get(0)));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      requireWeight(
          inputs.get(1),
          inputs.get(0).dimensions().get(0),
          output.dimensions().get(0) / groups,
          window);
      return List.of(output);
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value weight = node.inputs().get(1);
      Value outGradient = adjoints.of(node.output());
      Op gradient = new Gradient(window, groups, weight.shape(), false);
      adjoints.pass(node, gradient, List.of(outGradient, x), List.of(weight));
      if (adjoints.wants(x)) {
        Op inputGradient = new Forward(window, groups, x.shape());
        adjoints.pass(node, inputGradient, List.of(outGradient, weight), List.of(x));
      }
    }

    /** The channels of a group are not a dimension of the weight. */
    @Override
    public FoldRole foldRole() {
      return groups == 1 ? new FoldRole.Weighted(1, Optional.of(new Bias())) : new FoldRole.None();
    }

    @Override
    public long multiplyAdds(List<Shape> inputs) {
      Shape x = inputs.get(0);
      return inputs.get(1).elements() * (x.elements() / x.dimensions().get(0));
    }

    @Override
    public String formula(String x, List<String> others) {
      return Op.factor(x) + " ∗ᵀ W";
    }

    @Override
    public String operands(List<Shape> inputs) {
      return " ∗ᵀ " + inputs.get(1);
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.onTo(node.output().layer());
    }
  }

  /** (x, b) → x + b, by channel. */
  public record Bias() implements Op {
    @Override
    public String kernel() {
      return "addChannelBias";
    }

    @Override
    public String title() {
      return "bias";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape bias = inputs.get(1);
      Op.require(
          bias.equals(Shape.fixed(inputs.get(0).dimensions().get(0))), "has a fitting bias", bias);
      return List.of(inputs.get(0));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return input == 0;
    }

    @Override
    public FoldRole foldRole() {
      return new FoldRole.Biased();
    }

    /** ∂b = Σ ∂out over rows and positions. */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value outGradient = adjoints.of(node.output());
      Value bias = node.inputs().get(1);
      adjoints.pass(node, new BiasGradient(), List.of(outGradient), List.of(bias));
      adjoints.share(node, outGradient, node.inputs().get(0));
    }

    @Override
    public String formula(String x, List<String> others) {
      return x + " + b";
    }
  }

  /** ∂out → ∂b. */
  public record BiasGradient() implements Op {
    @Override
    public String kernel() {
      return "channelBiasGradient";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(Shape.fixed(inputs.get(0).dimensions().get(0)));
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.NONE;
    }
  }

  private static void requireWeight(Shape weight, int first, int second, Window window) {
    boolean fits =
        weight.dimensions().get(0) == first
            && weight.dimensions().get(1) == second
            && weight.elements() == first * window.elements() * second;
    Op.require(fits, "has a fitting weight", weight);
  }
}
