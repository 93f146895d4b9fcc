package org.netwright.processor.layer;

import java.util.OptionalInt;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;

/**
 * A parameter of a layer.
 *
 * @param name unique in its layer, such as {@code weight}
 * @param fanIn the number of inputs of each unit, for the initial values
 * @param fanOut the number of outputs that each input contributes to
 * @param zeroRow the row that begins as zeros and is not trained
 */
public record Parameter(
    String name,
    Role role,
    Shape shape,
    int fanIn,
    int fanOut,
    Initializer initializer,
    OptionalInt zeroRow) {

  /** Of whose rows all are trained. */
  public Parameter(
      String name, Role role, Shape shape, int fanIn, int fanOut, Initializer initializer) {
    this(name, role, shape, fanIn, fanOut, initializer, OptionalInt.empty());
  }

  /** The same with another {@link #zeroRow}. */
  public Parameter withZeroRow(OptionalInt row) {
    return new Parameter(name, role, shape, fanIn, fanOut, initializer, row);
  }
}
