package org.netwright.processor.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.graph.Attribute.Groups;
import org.netwright.processor.graph.Attribute.Strength;
import org.netwright.processor.kind.Axis;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.Role;

/** The operations of penalties, on parameters and on outputs. */
public final class PenaltyOps {
  /** The titles of the penalties of an elastic net. */
  public static final List<String> ELASTIC_NET =
      List.of(RegularizerKind.L1.title(), RegularizerKind.L2.title());

  private PenaltyOps() {}

  /**
   * The contribution of one parameter, or of an output, to a penalty: (parameter[, anchor]) →
   * number, output → number. For an embedding the last input is its gradient, for the rows that it
   * has.
   *
   * @param differentiated whether its gradient is part of the backward pass
   */
  public record Penalty(
      RegularizerKind kind, String term, Optional<Axis> axis, boolean differentiated)
      implements Op {
    @Override
    public String kernel() {
      return kind.kernel();
    }

    @Override
    public Optional<Receiver> receiver() {
      return ownObject(kind, term);
    }

    @Override
    public List<Attribute> attributes() {
      return penaltyAttributes(kind, term, axis);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return List.of(Shape.SCALAR);
    }

    /** Adds to the gradient that the layer has written for its parameter, or to its output's. */
    @Override
    public void adjoint(Node node, Adjoints adjoints) {
      if (differentiated) {
        List<Value> read =
            node.inputs().stream().filter(input -> input.type() != Value.Type.SPARSE).toList();
        adjoints.accumulate(node, new PenaltyGradient(kind, term, axis), read, read.get(0));
      }
    }
  }

  /**
   * (parameter[, anchor], its gradient so far) → its gradient including that of the penalty. The
   * same for an output.
   */
  public record PenaltyGradient(RegularizerKind kind, String term, Optional<Axis> axis)
      implements Op {
    @Override
    public String kernel() {
      return kind.gradientKernel();
    }

    @Override
    public String title() {
      return kind == RegularizerKind.CUSTOM ? ownTitle(term) : kind.title();
    }

    @Override
    public Optional<Receiver> receiver() {
      return ownObject(kind, term);
    }

    @Override
    public List<Attribute> attributes() {
      return penaltyAttributes(kind, term, axis);
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
      return accumulated(inputs);
    }

    @Override
    public boolean accumulates() {
      return true;
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.adding(List.of(title()));
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
      return accumulated(inputs);
    }

    @Override
    public boolean accumulates() {
      return true;
    }

    @Override
    public BackwardNote note(Node node) {
      return BackwardNote.adding(ELASTIC_NET);
    }
  }

  /** The name of a custom penalty, which a role may follow: {@code hidden.quartic.bias}. */
  private static String ownTitle(String term) {
    List<String> words = List.of(term.split("\\."));
    int last = words.size() - 1;
    boolean isRole = Stream.of(Role.values()).map(Role::suffix).anyMatch(words.get(last)::equals);
    return words.get(isRole && last > 1 ? last - 1 : last);
  }

  /** The object of a custom penalty. */
  private static Optional<Receiver> ownObject(RegularizerKind kind, String term) {
    return kind == RegularizerKind.CUSTOM
        ? Optional.of(new Receiver(Receiver.Kind.PENALTY, term))
        : Optional.empty();
  }

  private static List<Attribute> penaltyAttributes(
      RegularizerKind kind, String term, Optional<Axis> axis) {
    return kind == RegularizerKind.CUSTOM ? List.of() : withAxis(axis, new Strength(term));
  }

  static List<Attribute> withAxis(Optional<Axis> axis, Attribute... attributes) {
    return Stream.concat(Stream.of(attributes), axis.map(Groups::new).stream()).toList();
  }

  /** The shape of a gradient, the last input, to which something is added. */
  private static List<Shape> accumulated(List<Shape> inputs) {
    Shape gradient = inputs.get(inputs.size() - 1);
    Op.require(inputs.get(0).equals(gradient), "adds to a gradient of its shape", gradient);
    return List.of(gradient);
  }
}
