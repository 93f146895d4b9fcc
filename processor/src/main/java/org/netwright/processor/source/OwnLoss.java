package org.netwright.processor.source;

import java.util.Optional;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.kind.LossKind.Targets;

/**
 * What a {@code @Loss} declares in addition to other losses.
 *
 * @param type the user's class
 * @param declared what the targets are
 * @param width the number of values in a row of the targets, if they have a form of their own
 */
public record OwnLoss(OwnClass type, Targets declared, Optional<Argument> width) {

  /** What the targets are. */
  public Targets targets() {
    return width.isPresent() ? Targets.OWN : declared;
  }

  /** The shape of the targets for an output. */
  public Shape targetShape(Shape output) {
    return width.map(values -> Shape.batch(values.intValue())).orElse(output);
  }
}
