package org.netwright.processor.layer;

import java.util.List;
import java.util.stream.Stream;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Flag;
import org.netwright.processor.graph.Attribute.Moving;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.graph.Window;

/** The operations of pooling. */
public final class PoolingOps {
  private PoolingOps() {}

  /** x → the greatest element of each window. */
  public record Max(Window window, Shape output) implements Op {
    @Override
    public String kernel() {
      return "maxPool";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Moving(window));
    }

    @Override
    public List<String> settings(List<Shape> inputs) {
      return PoolingOps.settings(window, inputs.get(0), output);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return requireChannels(inputs.get(0), output);
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value out = node.output();
      List<Value> read = List.of(x, out, adjoints.of(out));
      adjoints.pass(node, new MaxGradient(window), read, List.of(x));
    }
  }

  /** (x, out, ∂out) → ∂x. */
  public record MaxGradient(Window window) implements Op {
    @Override
    public String kernel() {
      return "maxPoolGradient";
    }

    @Override
    public String title() {
      return "maxPool";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Moving(window));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Op.require(inputs.get(1).equals(inputs.get(2)), "takes the output's gradient", inputs.get(2));
      return List.of(inputs.get(0));
    }
  }

  /**
   * x → the mean of each window.
   *
   * @param countsPadding whether what lies outside the input counts as zeros
   */
  public record Average(Window window, boolean countsPadding, Shape output) implements Op {
    @Override
    public String kernel() {
      return "averagePool";
    }

    /** In saved files, too. */
    @Override
    public String title() {
      return countsPadding ? "averagePool" : "averagePoolInside";
    }

    @Override
    public String formula(String x, List<String> others) {
      return kernel() + "(" + x + ")";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Moving(window), new Flag("countsPadding", countsPadding));
    }

    @Override
    public List<String> settings(List<Shape> inputs) {
      return PoolingOps.settings(window, inputs.get(0), output);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return requireChannels(inputs.get(0), output);
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Op gradient = new AverageGradient(window, countsPadding, x.shape());
      adjoints.pass(node, gradient, List.of(adjoints.of(node.output())), List.of(x));
    }
  }

  /** ∂out → ∂x. */
  public record AverageGradient(Window window, boolean countsPadding, Shape input) implements Op {
    @Override
    public String kernel() {
      return "averagePoolGradient";
    }

    @Override
    public String title() {
      return "averagePool";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Moving(window), new Flag("countsPadding", countsPadding));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return requireChannels(inputs.get(0), input);
    }
  }

  private static List<String> settings(Window window, Shape input, Shape output) {
    return Stream.concat(Stream.of(window.toString()), window.paddingAfter(input, output).stream())
        .toList();
  }

  private static List<Shape> requireChannels(Shape input, Shape output) {
    Op.require(
        input.dimensions().get(0).equals(output.dimensions().get(0)),
        "keeps the channels of " + output,
        input);
    return List.of(output);
  }
}
