package org.netwright.processor.graph;

import static org.netwright.processor.graph.Ops.constants;

import java.util.List;
import org.netwright.processor.graph.Attribute.Strength;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.kind.RegularizerKind;

/** Operations that do the work of two and read their inputs only once. */
public final class FusedOps {
  /** The penalties of an elastic net. */
  public static final List<String> ELASTIC_NET =
      List.of(RegularizerKind.L1.title(), RegularizerKind.L2.title());

  private FusedOps() {}

  /** The data loss and its gradient: (prediction, target) → (number, ∂prediction). */
  public record LossWithGradient(LossKind loss, List<Double> arguments) implements Op {
    @Override
    public String kernel() {
      return loss.kernel() + "WithGradient";
    }

    @Override
    public String title() {
      return loss.kernel();
    }

    @Override
    public List<Attribute> attributes() {
      return constants(arguments);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape loss = new Ops.Loss(this.loss, arguments).outputShapes(inputs).get(0);
      return List.of(loss, inputs.get(0));
    }
  }

  /** The gradients of L1 and L2: (parameter, its gradient so far) → its gradient with both. */
  public record ElasticNetGradient(String l1, String l2) implements Op {
    @Override
    public String kernel() {
      return "addElasticNetGradient";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Strength(l1), new Strength(l2));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return GradientOps.accumulated(inputs);
    }

    @Override
    public boolean accumulates() {
      return true;
    }
  }

  /**
   * The gradient of a linear layer with that of an elastic net on its weight: (x, ∂out, W) → (∂W[,
   * ∂b]).
   */
  public record LinearGradientWithElasticNet(boolean bias, String l1, String l2) implements Op {
    @Override
    public String kernel() {
      return "linearGradientWithElasticNet";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Strength(l1), new Strength(l2));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return new GradientOps.LinearGradient(bias).outputShapes(inputs);
    }
  }
}
