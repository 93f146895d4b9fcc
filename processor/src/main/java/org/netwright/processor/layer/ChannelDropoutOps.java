package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.Attribute;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Attribute.Flag;
import org.netwright.processor.graph.Attribute.Seed;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations of dropout of channels. */
public final class ChannelDropoutOps {
  private ChannelDropoutOps() {}

  /** x → (out, mask), where the mask has a number for each channel of a row. */
  public record Forward(String title, double rate, int seed, boolean channelsFirst, int channels)
      implements Op {
    @Override
    public String kernel() {
      return "channelDropout";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(
          new Constant("rate", rate), new Seed(seed), new Flag("channelsFirst", channelsFirst));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0), Shape.batch(channels));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return true;
    }

    @Override
    public boolean isTrainingOnly() {
      return true;
    }

    /** ∂x = mask ∂out. */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value out = node.outputs().get(0);
      Value mask = node.outputs().get(1);
      Op gradient = new Gradient(title, channelsFirst);
      adjoints.pass(node, gradient, List.of(mask, adjoints.of(out)), node.inputs());
    }
  }

  /** (mask, ∂out) → ∂x. */
  public record Gradient(String title, boolean channelsFirst) implements Op {
    @Override
    public String kernel() {
      return "channelDropoutGradient";
    }

    @Override
    public List<Attribute> attributes() {
      return List.of(new Flag("channelsFirst", channelsFirst));
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(1));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return input == 1;
    }
  }
}
