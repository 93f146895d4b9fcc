package org.netwright.processor.layer;

import java.util.OptionalInt;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.kind.Axis;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;

/**
 * A parameter of a layer.
 *
 * @param name unique in its layer, such as {@code weight}
 * @param fanIn the number of inputs of each unit, for the initial values
 * @param fanOut the number of outputs that each input contributes to
 * @param zeroRow the row that begins as zeros and is not trained
 * @param grouping how it is divided into groups
 */
public record Parameter(
    String name,
    Role role,
    Shape shape,
    int fanIn,
    int fanOut,
    Initializer initializer,
    OptionalInt zeroRow,
    Grouping grouping) {

  /** How a weight is divided into groups, for penalties and constraints that act on them. */
  public enum Grouping {
    /** Into columns or rows. */
    MATRIX,
    /** Into filters, which are its first dimension. */
    FILTERS,
    /** Not at all. */
    NONE
  }

  /** Of whose rows all are trained. */
  public Parameter(
      String name, Role role, Shape shape, int fanIn, int fanOut, Initializer initializer) {
    this(name, role, shape, fanIn, fanOut, initializer, OptionalInt.empty(), Grouping.MATRIX);
  }

  /** The same with another {@link #grouping}. */
  public Parameter with(Grouping newGrouping) {
    return new Parameter(name, role, shape, fanIn, fanOut, initializer, zeroRow, newGrouping);
  }

  /** The groups that an annotation names: those of filters are rows, whatever it says. */
  public Axis groupsAlong(Axis axis) {
    return grouping == Grouping.FILTERS ? Axis.INPUT : axis;
  }

  /** The same with another {@link #zeroRow}. */
  public Parameter withZeroRow(OptionalInt row) {
    return new Parameter(name, role, shape, fanIn, fanOut, initializer, row, grouping);
  }
}
