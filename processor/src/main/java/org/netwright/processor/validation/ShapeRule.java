package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.shape.ShapedNetwork;

/** A {@link Rule} about shapes. The shapes of some layers may be unknown. */
interface ShapeRule {
  void check(ShapedNetwork network, Diagnostics.Builder diagnostics);
}
