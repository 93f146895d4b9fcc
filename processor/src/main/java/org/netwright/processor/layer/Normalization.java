package org.netwright.processor.layer;

import java.util.List;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;

/** What normalisations have in common. */
final class Normalization {
  private Normalization() {}

  /** A scale of ones and a shift of zeros. */
  static List<Parameter> parameters(int width) {
    Shape shape = Shape.fixed(width);
    return List.of(
        scale(width), new Parameter("shift", Role.BIAS, shape, width, width, Initializer.ZEROS));
  }

  /** A scale of ones. */
  static Parameter scale(int width) {
    return new Parameter("scale", Role.SCALE, Shape.fixed(width), width, width, Initializer.ONES);
  }
}
