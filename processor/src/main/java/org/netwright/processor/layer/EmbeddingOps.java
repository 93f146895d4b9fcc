package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Adjoints;
import org.netwright.processor.graph.BackwardNote;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Op;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;

/** The operations of embeddings. */
public final class EmbeddingOps {
  private EmbeddingOps() {}

  /** (ids, table) → the rows that the ids name. */
  public record Lookup(Shape output) implements Op {
    @Override
    public String kernel() {
      return "embedding";
    }

    @Override
    public Value.Type inputType(int input) {
      return input == 0 ? Value.Type.ID : Value.Type.NUMBER;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape table = inputs.get(1);
      Op.require(table.width() == output.width(), "takes a table of its width", table);
      Op.require(
          output.elements() == inputs.get(0).elements() * table.width(),
          "gives a row for each id",
          inputs.get(0));
      return List.of(output);
    }

    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      Value ids = node.inputs().get(0);
      Value table = node.inputs().get(1);
      List<Value> inputs = List.of(ids, adjoints.of(node.output()));
      adjoints.accumulate(node, new AddGradient(), inputs, table);
    }

    @Override
    public String formula(String x, List<String> others) {
      return "W[" + x + "]";
    }

    @Override
    public String operands(List<Shape> inputs) {
      return " of " + inputs.get(1);
    }
  }

  /**
   * ids → the gradient of a table, of zeros: which rows it has.
   *
   * @param table the parameter
   */
  public record StartGradient(Value table) implements Op {
    @Override
    public String kernel() {
      return "startEmbeddingGradient";
    }

    @Override
    public Optional<Value> startsGradientOf() {
      return Optional.of(table);
    }

    @Override
    public Value.Type inputType(int input) {
      return Value.Type.ID;
    }

    @Override
    public Value.Type outputType(int output) {
      return Value.Type.SPARSE;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(table.shape());
    }
  }

  /** (ids, gradient) → the gradient with the rows that these ids name too, of zeros. */
  public record AddRows(Value table) implements Op {
    @Override
    public String kernel() {
      return "addEmbeddingRows";
    }

    @Override
    public Optional<Value> startsGradientOf() {
      return Optional.of(table);
    }

    @Override
    public Value.Type inputType(int input) {
      return input == 0 ? Value.Type.ID : Value.Type.SPARSE;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(inputs.get(1));
    }

    @Override
    public boolean accumulates() {
      return true;
    }
  }

  /** (ids, ∂out, gradient so far) → the gradient with ∂out added to the rows that ids name. */
  public record AddGradient() implements Op {
    @Override
    public String kernel() {
      return "addEmbeddingGradient";
    }

    @Override
    public Value.Type inputType(int input) {
      return switch (input) {
        case 0 -> Value.Type.ID;
        case 1 -> Value.Type.NUMBER;
        default -> Value.Type.SPARSE;
      };
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      Shape gradient = inputs.get(2);
      Op.require(
          gradient.width() == inputs.get(1).width(), "adds to a gradient of its width", gradient);
      return List.of(gradient);
    }

    @Override
    public boolean accumulates() {
      return true;
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.to("its rows");
    }
  }
}
