package org.netwright.processor.layer;

import java.util.ArrayList;
import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Attribute.Count;
import org.netwright.processor.graph.Attribute.Flag;
import org.netwright.processor.graph.BackwardNote;
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
   * (x[, scale, shift]) → (out, mean, variance), the last two those of the batch.
   *
   * @param mean the running one, for predictions
   * @param variance the running one, for predictions
   */
  public record Forward(boolean channelsFirst, double epsilon, Value mean, Value variance)
      implements Normalizing {
    @Override
    public String kernel() {
      return TITLE;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      Shape channels = ofChannels(x);
      for (Shape parameter : inputs.subList(1, inputs.size())) {
        Op.require(parameter.equals(channels), "has a fitting scale and shift", parameter);
      }
      return List.of(x, channels, channels);
    }

    @Override
    public Node inPrediction(Node node) {
      List<Value> inputs = new ArrayList<>(node.inputs());
      inputs.add(mean);
      inputs.add(variance);
      return new Node(
          new Normalize(channelsFirst, epsilon),
          inputs,
          node.outputs().subList(0, 1),
          node.phase(),
          node.layer());
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value outGradient = adjoints.of(node.outputs().get(0));
      Value batchMean = node.outputs().get(1);
      Value batchVariance = node.outputs().get(2);
      boolean affine = node.inputs().size() > 1;
      if (adjoints.wants(x)) {
        List<Value> read =
            affine
                ? List.of(x, node.inputs().get(1), outGradient, batchMean, batchVariance)
                : List.of(x, outGradient, batchMean, batchVariance);
        adjoints.pass(node, new Gradient(channelsFirst, epsilon, affine), read, node.inputs());
      } else if (affine) {
        adjoints.pass(
            node,
            new ParameterGradient(channelsFirst, epsilon),
            List.of(x, outGradient, batchMean, batchVariance),
            node.inputs().subList(1, node.inputs().size()));
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

  /** (x[, scale], ∂out, mean, variance) → (∂x[, ∂scale, ∂shift]). */
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

  /** (x, ∂out, mean, variance) → (∂scale, ∂shift). */
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
    public BackwardNote note(Node node) {
      return BackwardNote.through(TITLE + " with its scale and shift");
    }
  }

  /** (mean, variance, running mean, running variance): changes the last two. */
  public record UpdateStatistics(int positions, double momentum) implements Op {
    @Override
    public String kernel() {
      return "updateStatistics";
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
    public boolean updates(int input) {
      return input > 1;
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
