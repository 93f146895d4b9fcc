package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations on sequences that are neither recurrent nor attention. */
public final class SequenceOps {
  private SequenceOps() {}

  /** (x, table) → x + table. */
  public record AddPositions() implements Op {
    @Override
    public String kernel() {
      return "addPositions";
    }

    @Override
    public String title() {
      return "positionalEmbedding";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape x = inputs.get(0);
      Op.require(
          inputs.get(1).dimensions().equals(x.dimensions()), "has a vector for each step", x);
      return List.of(x);
    }

    @Override
    public boolean mayOverwrite(int input) {
      return input == 0;
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value outGradient = adjoints.of(node.output());
      adjoints.pass(
          node, new AddPositionsGradient(), List.of(outGradient), List.of(node.inputs().get(1)));
      adjoints.share(node, outGradient, node.inputs().get(0));
    }

    @Override
    public String formula(String x, List<String> others) {
      return x + " + positions";
    }
  }

  /** ∂out → ∂table. */
  public record AddPositionsGradient() implements Op {
    @Override
    public String kernel() {
      return "addPositionsGradient";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(new Shape(false, inputs.get(0).dimensions()));
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.to("its positions");
    }
  }

  /** x → x + sines and cosines. */
  public record AddSinusoids() implements Op {
    @Override
    public String kernel() {
      return "addSinusoids";
    }

    @Override
    public String title() {
      return "sinusoidalPosition";
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0));
    }

    @Override
    public boolean mayOverwrite(int input) {
      return true;
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      adjoints.share(node, adjoints.of(node.output()), node.inputs().get(0));
    }

    @Override
    public String formula(String x, List<String> others) {
      return x + " + sinusoids";
    }
  }

  /** (x, lengths) → the mean of each feature over the steps of each sequence. */
  public record Average() implements Op {
    @Override
    public String kernel() {
      return "averageSteps";
    }

    @Override
    public String title() {
      return "globalAveragePool";
    }

    @Override
    public Value.Type inputType(int input) {
      return input == 1 ? Value.Type.LENGTHS : Value.Type.NUMBER;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(Shape.batch(inputs.get(0).width()));
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      adjoints.pass(
          node,
          new AverageGradient(x.shape()),
          List.of(node.inputs().get(1), adjoints.of(node.output())),
          List.of(x));
    }
  }

  /**
   * (lengths, ∂out) → ∂x.
   *
   * @param input the shape of x
   */
  public record AverageGradient(Shape input) implements Op {
    @Override
    public String kernel() {
      return "averageStepsGradient";
    }

    @Override
    public String title() {
      return "globalAveragePool";
    }

    @Override
    public Value.Type inputType(int index) {
      return index == 0 ? Value.Type.LENGTHS : Value.Type.NUMBER;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(input);
    }
  }

  /** (x, lengths) → the greatest element of each feature over the steps of each sequence. */
  public record Max() implements Op {
    @Override
    public String kernel() {
      return "maxSteps";
    }

    @Override
    public String title() {
      return "globalMaxPool";
    }

    @Override
    public Value.Type inputType(int input) {
      return input == 1 ? Value.Type.LENGTHS : Value.Type.NUMBER;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(Shape.batch(inputs.get(0).width()));
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value x = node.inputs().get(0);
      List<Value> read = List.of(x, node.inputs().get(1), adjoints.of(node.output()));
      adjoints.pass(node, new MaxGradient(), read, List.of(x));
    }
  }

  /** (x, lengths, ∂out) → ∂x. */
  public record MaxGradient() implements Op {
    @Override
    public String kernel() {
      return "maxStepsGradient";
    }

    @Override
    public String title() {
      return "globalMaxPool";
    }

    @Override
    public Value.Type inputType(int input) {
      return input == 1 ? Value.Type.LENGTHS : Value.Type.NUMBER;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(0));
    }
  }
}
