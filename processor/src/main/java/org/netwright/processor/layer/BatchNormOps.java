package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Attribute.Count;
import org.netwright.processor.graph.Attribute.Flag;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.FoldRole;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations of batch normalisation. */
public final class BatchNormOps {
  private static final String TITLE = "batchNorm";

  private BatchNormOps() {}

  private interface Normalizing extends Op {
    boolean channelsFirst();

    double epsilon();

    @Override
    default String title() {
      return TITLE;
    }

    @Override
    default List<Attribute> attributes() {
      return List.of(
          new Flag("channelsFirst", channelsFirst()), new Constant("epsilon", epsilon()));
    }

    /** The shape of scale, shift and statistics. */
    default Shape ofChannels(Shape x) {
      List<Integer> dimensions = x.dimensions();
      return Shape.fixed(dimensions.get(channelsFirst() ? 0 : dimensions.size() - 1));
    }
  }

  /**
   * (x[, scale, shift], running mean, running variance) → (out, statistics): those of the batch, or
   * the running ones while the layer is frozen.
   */
  public record Forward(boolean channelsFirst, double epsilon) implements Normalizing {
    @Override
    public String kernel() {
      return TITLE;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      Shape channels = ofChannels(x);
      for (Shape parameter : inputs.subList(1, inputs.size())) {
        Op.require(parameter.equals(channels), "has fitting parameters and statistics", parameter);
      }
      return List.of(x, channels);
    }

    @Override
    public Value.Type outputType(int output) {
      return output == 0 ? Value.Type.NUMBER : Value.Type.STATISTICS;
    }

    @Override
    public Node inPrediction(Node node) {
      return new Node(
          new Normalize(channelsFirst, epsilon),
          node.inputs(),
          node.outputs().subList(0, 1),
          node.phase(),
          node.layer());
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      List<Value> inputs = node.inputs();
      Value x = inputs.get(0);
      Value outGradient = adjoints.of(node.outputs().get(0));
      Value batch = node.outputs().get(1);
      Value variance = inputs.get(inputs.size() - 1);
      List<Value> differentiated = inputs.subList(0, inputs.size() - 2);
      boolean affine = differentiated.size() > 1;
      if (adjoints.wants(x)) {
        List<Value> read =
            affine
                ? List.of(x, inputs.get(1), outGradient, variance, batch)
                : List.of(x, outGradient, variance, batch);
        adjoints.pass(node, new Gradient(channelsFirst, epsilon, affine), read, differentiated);
      } else if (affine) {
        adjoints.pass(
            node,
            new ParameterGradient(channelsFirst, epsilon),
            List.of(x, outGradient, batch),
            differentiated.subList(1, differentiated.size()));
      }
    }
  }

  /** In prediction: (x[, scale, shift], mean, variance) → out. */
  public record Normalize(boolean channelsFirst, double epsilon) implements Normalizing {
    @Override
    public String kernel() {
      return "normalize";
    }

    @Override
    public FoldRole foldRole() {
      return new FoldRole.Normalized(epsilon);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      for (Shape parameter : inputs.subList(1, inputs.size())) {
        Op.require(parameter.equals(ofChannels(x)), "has fitting statistics", parameter);
      }
      return List.of(x);
    }

    @Override
    public boolean mayOverwrite(int input) {
      return input == 0;
    }
  }

  /** (x[, scale], ∂out, running variance, statistics) → (∂x[, ∂scale, ∂shift]). */
  public record Gradient(boolean channelsFirst, double epsilon, boolean affine)
      implements Normalizing {
    @Override
    public String kernel() {
      return "batchNormGradient";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      Shape channels = ofChannels(x);
      Shape outGradient = inputs.get(affine ? 2 : 1);
      Op.require(outGradient.equals(x), "keeps the shape of x", outGradient);
      return affine ? List.of(x, channels, channels) : List.of(x);
    }

    @Override
    public Value.Type inputType(int input) {
      return input == (affine ? 4 : 3) ? Value.Type.STATISTICS : Value.Type.NUMBER;
    }

    @Override
    public boolean mayOverwrite(int input) {
      return input == (affine ? 2 : 1);
    }

    @Override
    public BackwardNote note(Node node) {
      BackwardNote through =
          BackwardNote.through(affine ? TITLE + " with its scale and shift" : TITLE);
      String before = node.outputs().get(0).layer();
      return before.equals(node.layer()) ? through : through.onwards(before);
    }
  }

  /** (x, ∂out, statistics) → (∂scale, ∂shift). */
  public record ParameterGradient(boolean channelsFirst, double epsilon) implements Normalizing {
    @Override
    public String kernel() {
      return "batchNormParameterGradient";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape channels = ofChannels(inputs.get(0));
      return List.of(channels, channels);
    }

    @Override
    public Value.Type inputType(int input) {
      return input == 2 ? Value.Type.STATISTICS : Value.Type.NUMBER;
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.through(TITLE + " with its scale and shift");
    }
  }

  /** (statistics, running mean, running variance): changes the last two. */
  public record UpdateStatistics(int positions, double momentum) implements Op {
    @Override
    public String kernel() {
      return "updateStatistics";
    }

    @Override
    public String title() {
      return "running statistics";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Count("positions", positions), new Constant("momentum", momentum));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of();
    }

    @Override
    public Value.Type inputType(int input) {
      return input == 0 ? Value.Type.STATISTICS : Value.Type.NUMBER;
    }

    @Override
    public boolean updates(int input) {
      return input > 0;
    }

    @Override
    public boolean takesRows(List<Value> inputs) {
      return true;
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.NONE;
    }
  }
}
