package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.Role;

/**
 * A kind of layer, such as linear layers or dropout. What it costs, its formula and its name in
 * saved files are those of the operations that it lowers to.
 *
 * @param <S> what an annotation of this kind declares
 */
public interface LayerKind<S> {

  /** The simple name of its annotation. */
  String annotation();

  /** Its place among the other kinds on a field. */
  Place place();

  Effect effect();

  /** Reads its annotation. Numbers may be outside their ranges, which is reported later. */
  S read(AnnotationReader annotation);

  /** The fields whose outputs it takes in addition to its input. */
  default List<Reference> others(S spec) {
    return List.of();
  }

  /** The field whose output has the shape that it needs to know. */
  default Optional<Reference> like(S spec) {
    return Optional.empty();
  }

  /** Whether it takes ids, with which other kinds cannot calculate. */
  default boolean takesIds() {
    return false;
  }

  /** Whether it takes an input of two dimensions for a signal, [channels × length]. */
  default boolean takesSignals() {
    return false;
  }

  /** Whether it takes an input of two dimensions for a sequence, [steps × features]. */
  default boolean takesSequences() {
    return false;
  }

  /**
   * Whether it takes an input of two dimensions for a signal if another layer of the network does,
   * and for a sequence otherwise.
   */
  default boolean takesSignalsOrSequences() {
    return false;
  }

  /**
   * Whether it takes sequences of different lengths: it does not read their padding, or computes
   * each step from that step alone, so that what it gives for padding is padding again.
   */
  default boolean takesPadding(S spec, Shape x) {
    return false;
  }

  /**
   * Whether what it gives for a step of a sequence follows from that step and what it keeps of
   * those before, so that a sequence can be given step by step.
   */
  default boolean goesStepByStep(S spec) {
    return true;
  }

  /** Whether it keeps a state from step to step, from which a sequence can be continued. */
  default boolean keepsState() {
    return false;
  }

  /** Whether what it gives lies between −1 and 1, so that it gives no logits. */
  default boolean isBounded() {
    return false;
  }

  /** What is wrong with the values of its annotation, other than their ranges. */
  default Optional<Misuse> misuse(S spec) {
    return Optional.empty();
  }

  /** The roles of its parameters, which are known without shapes. */
  default List<Role> roles(S spec) {
    return List.of();
  }

  /**
   * Infers the output and the parameters from the shapes of the inputs.
   *
   * @param inputs of the input, then of {@link #others}, then of {@link #like}
   */
  Fit infer(S spec, List<Shape> inputs);

  /**
   * Adds its operations to a graph.
   *
   * @param signature what {@link #infer} returned for the shapes of the inputs
   * @param inputs the input, then {@link #others}
   * @return its output
   */
  Value lower(S spec, Signature signature, List<Value> inputs, GraphBuilder graph);
}
