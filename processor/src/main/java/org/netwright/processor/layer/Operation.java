package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Role;

/** A kind of layer with the values that an annotation declares. */
public record Operation<S>(LayerKind<S> kind, S spec) {

  /** Reads an annotation of the kind. */
  public static <S> Operation<S> read(LayerKind<S> kind, AnnotationReader annotation) {
    return new Operation<>(kind, kind.read(annotation));
  }

  public Place place() {
    return kind.place();
  }

  public Effect effect() {
    return kind.effect();
  }

  /** The fields whose outputs it takes in addition to its input. */
  public List<Reference> others() {
    return kind.others(spec);
  }

  /** The field whose output has the shape that it needs to know. */
  public Optional<Reference> like() {
    return kind.like(spec);
  }

  /** Whether it takes sequences of different lengths. */
  public boolean takesPadding(Shape x) {
    return kind.takesPadding(spec, x);
  }

  /**
   * Whether it takes sequences, and what it gives for a step follows from that step and what it
   * keeps of those before.
   */
  public boolean goesStepByStep(Shape x) {
    return takesPadding(x) && kind.goesStepByStep(spec);
  }

  /** What is wrong with the values of its annotation, other than their ranges. */
  public Optional<Misuse> misuse() {
    return kind.misuse(spec);
  }

  /** The roles of its parameters. */
  public List<Role> roles() {
    return kind.roles(spec);
  }

  /**
   * Infers the output and the parameters from the shapes of the inputs.
   *
   * @param inputs of the input, then of {@link #others}, then of {@link #like}
   */
  public Fit infer(List<Shape> inputs) {
    return kind.infer(spec, inputs);
  }

  /** Adds its operations to a graph, and returns its output. */
  public Value lower(Signature signature, List<Value> inputs, GraphBuilder graph) {
    return kind.lower(spec, signature, inputs, graph);
  }
}
