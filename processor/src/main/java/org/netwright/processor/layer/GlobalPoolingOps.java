package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Flag;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/**
 * The operations of pooling over all positions, or over the steps of sequences of different
 * lengths, whose padding is left out.
 */
public final class GlobalPoolingOps {
  private GlobalPoolingOps() {}

  /**
   * What is pooled.
   *
   * @param channelsFirst whether the channels of a row come first
   * @param hasLengths whether the lengths of sequences are given
   */
  record Positions(boolean channelsFirst, boolean hasLengths) {
    static Positions of(Shape x) {
      return new Positions(x.channelsFirst(), x.isVariable());
    }

    /** Sequences with lengths have their channels last. */
    List<Attribute> attributes() {
      return hasLengths ? List.of() : List.of(new Flag("channelsFirst", channelsFirst));
    }

    Value.Type typeOf(int input, int lengths) {
      return hasLengths && input == lengths ? Value.Type.LENGTHS : Value.Type.NUMBER;
    }

    List<Shape> pooled(Shape x) {
      List<Integer> dimensions = x.dimensions();
      return List.of(Shape.batch(dimensions.get(channelsFirst ? 0 : dimensions.size() - 1)));
    }
  }

  private interface Pool extends Op {
    Positions positions();

    /** The index of the lengths among the inputs, if there are some. */
    default int lengthsAt() {
      return 1;
    }

    @Override
    default List<Attribute> attributes() {
      return positions().attributes();
    }

    @Override
    default Value.Type inputType(int input) {
      return positions().typeOf(input, lengthsAt());
    }
  }

  /** (x[, lengths]) → the mean of each channel. */
  public record Average(Positions positions) implements Pool {
    @Override
    public String kernel() {
      return "globalAveragePool";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return positions.pooled(inputs.get(0));
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value outGradient = adjoints.of(node.output());
      adjoints.pass(
          node,
          new AverageGradient(positions, x.shape()),
          positions.hasLengths()
              ? List.of(node.inputs().get(1), outGradient)
              : List.of(outGradient),
          List.of(x));
    }
  }

  /**
   * ([lengths, ]∂out) → ∂x.
   *
   * @param input the shape of x
   */
  public record AverageGradient(Positions positions, Shape input) implements Pool {
    @Override
    public String kernel() {
      return "globalAveragePoolGradient";
    }

    @Override
    public String title() {
      return "globalAveragePool";
    }

    @Override
    public int lengthsAt() {
      return 0;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape out = inputs.get(inputs.size() - 1);
      Op.require(List.of(out).equals(positions.pooled(input)), "takes its channels", out);
      return List.of(input);
    }
  }

  /** (x[, lengths]) → the greatest element of each channel. */
  public record Max(Positions positions) implements Pool {
    @Override
    public String kernel() {
      return "globalMaxPool";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return positions.pooled(inputs.get(0));
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value out = node.output();
      Value second = positions.hasLengths() ? node.inputs().get(1) : out;
      List<Value> read = List.of(x, second, adjoints.of(out));
      adjoints.pass(node, new MaxGradient(positions), read, List.of(x));
    }
  }

  /** (x, out, ∂out), or with lengths (x, lengths, ∂out) → ∂x. */
  public record MaxGradient(Positions positions) implements Pool {
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
      Op.require(
          List.of(inputs.get(2)).equals(positions.pooled(inputs.get(0))),
          "takes the output's gradient",
          inputs.get(2));
      return List.of(inputs.get(0));
    }
  }
}
