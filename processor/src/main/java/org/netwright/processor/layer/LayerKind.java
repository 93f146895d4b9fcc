package org.netwright.processor.layer;

import java.util.List;
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

  /** The roles of its parameters, which are known without shapes. */
  default List<Role> roles(S spec) {
    return List.of();
  }

  /** Infers the output and the parameters from the shapes of the inputs. */
  Fit infer(S spec, List<Shape> inputs);

  /**
   * Adds its operations to a graph.
   *
   * @param signature what {@link #infer} returned for the shapes of the inputs
   * @return its output
   */
  Value lower(S spec, Signature signature, List<Value> inputs, GraphBuilder graph);
}
