package org.netwright.processor.layer;

import java.util.Collections;
import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Attribute.Setting;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/**
 * The operations of the normalisations that treat each row by itself: layer normalisation, group
 * normalisation, and that by the root mean square. The gradients compute the statistics from x
 * again.
 */
public final class NormalizationOps {
  private NormalizationOps() {}

  /** (x, scale, shift) → out: the last dimension normalised. */
  public static Forward layerNorm(double epsilon) {
    return new Forward(new Kind("layerNorm", false, 2, List.of(epsilonOf(epsilon))));
  }

  /** (x, scale) → out: the last dimension over its root mean square. */
  public static Forward rmsNorm(double epsilon) {
    return new Forward(new Kind("rmsNorm", false, 1, List.of(epsilonOf(epsilon))));
  }

  /** (x, scale, shift) → out: groups of channels normalised. */
  public static Forward groupNorm(int groups, double epsilon) {
    List<Attribute> attributes = List.of(new Setting("groups", groups), epsilonOf(epsilon));
    return new Forward(new Kind("groupNorm", true, 2, attributes));
  }

  private static Attribute epsilonOf(double epsilon) {
    return new Constant("epsilon", epsilon);
  }

  /**
   * What distinguishes a normalisation from the others.
   *
   * @param channelsFirst whether its parameters are as long as the first dimension, not the last
   * @param parameters 2 if there are a scale and a shift, 1 if there is a scale only
   * @param attributes of all its kernels
   */
  public record Kind(
      String kernel, boolean channelsFirst, int parameters, List<Attribute> attributes) {
    public Kind {
      attributes = List.copyOf(attributes);
    }

    private Shape parameter(Shape x) {
      return Shape.fixed(channelsFirst ? x.dimensions().get(0) : x.width());
    }

    private String words() {
      return parameters == 2 ? "scale and shift" : "scale";
    }
  }

  private interface Normalizing extends Op {
    Kind kind();

    @Override
    default List<Attribute> attributes() {
      return kind().attributes();
    }
  }

  /** (x, scale[, shift]) → out. */
  public record Forward(Kind kind) implements Normalizing {
    @Override
    public String kernel() {
      return kind.kernel();
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      for (Shape parameter : inputs.subList(1, inputs.size())) {
        Op.require(parameter.equals(kind.parameter(x)), "has a fitting " + kind.words(), parameter);
      }
      return List.of(x);
    }

    /** ∂scale = Σ ∂out x̂, ∂shift = Σ ∂out, ∂x as the kernel says. */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      Value scale = node.inputs().get(1);
      Value outGradient = adjoints.of(node.output());
      List<Value> parameters = node.inputs().subList(1, node.inputs().size());
      adjoints.pass(node, new Gradient(kind), List.of(x, outGradient), parameters);
      adjoints.pass(node, new InputGradient(kind), List.of(x, scale, outGradient), List.of(x));
    }
  }

  /** (x, ∂out) → (∂scale[, ∂shift]). */
  public record Gradient(Kind kind) implements Normalizing {
    @Override
    public String kernel() {
      return kind.kernel() + "Gradient";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return Collections.nCopies(kind.parameters(), kind.parameter(inputs.get(0)));
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.through(kind.kernel() + " with its " + kind.words());
    }
  }

  /** (x, scale, ∂out) → ∂x. */
  public record InputGradient(Kind kind) implements Normalizing {
    @Override
    public String kernel() {
      return kind.kernel() + "InputGradient";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Op.require(inputs.get(0).equals(inputs.get(2)), "keeps the shape of x", inputs.get(2));
      return List.of(inputs.get(0));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return input == 2;
    }

    @Override
    public BackwardNote note(Node node) {
      String before = node.output().layer();
      return before.equals(node.layer())
          ? BackwardNote.adding(List.of())
          : BackwardNote.onTo(before);
    }
  }
}
