package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Flag;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations of pooling over all positions. */
public final class GlobalPoolingOps {
  private GlobalPoolingOps() {}

  private interface Pool extends Op {
    boolean channelsFirst();

    @Override
    default List<Attribute> attributes() {
      return List.of(new Flag("channelsFirst", channelsFirst()));
    }
  }

  private static List<Shape> pooled(Shape x, boolean channelsFirst) {
    List<Integer> dimensions = x.dimensions();
    return List.of(Shape.batch(dimensions.get(channelsFirst ? 0 : dimensions.size() - 1)));
  }

  /** x → the mean of each channel. */
  public record Average(boolean channelsFirst) implements Pool {
    @Override
    public String kernel() {
      return "globalAveragePool";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return pooled(inputs.get(0), channelsFirst);
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Op gradient = new AverageGradient(channelsFirst, x.shape());
      adjoints.pass(node, gradient, List.of(adjoints.of(node.output())), List.of(x));
    }
  }

  /** ∂out → ∂x. */
  public record AverageGradient(boolean channelsFirst, Shape input) implements Pool {
    @Override
    public String kernel() {
      return "globalAveragePoolGradient";
    }

    @Override
    public String title() {
      return "globalAveragePool";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape out = inputs.get(0);
      Op.require(List.of(out).equals(pooled(input, channelsFirst)), "takes its channels", out);
      return List.of(input);
    }
  }

  /** x → the greatest element of each channel. */
  public record Max(boolean channelsFirst) implements Pool {
    @Override
    public String kernel() {
      return "globalMaxPool";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return pooled(inputs.get(0), channelsFirst);
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value out = node.output();
      List<Value> read = List.of(x, out, adjoints.of(out));
      adjoints.pass(node, new MaxGradient(channelsFirst), read, List.of(x));
    }
  }

  /** (x, out, ∂out) → ∂x. */
  public record MaxGradient(boolean channelsFirst) implements Pool {
    @Override
    public String kernel() {
      return "globalMaxPoolGradient";
    }

    @Override
    public String title() {
      return "globalMaxPool";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Op.require(inputs.get(1).equals(inputs.get(2)), "takes the output's gradient", inputs.get(2));
      return List.of(inputs.get(0));
    }
  }
}
