package org.netwright.processor.graph;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.kind.LossKind;

/**
 * What a loss computes.
 *
 * @param title its name in texts for people
 * @param numbers those that the declaration gives for its kind
 * @param receiver the object that computes it, for a class of the user
 */
public record LossFunction(
    LossKind kind, String title, List<Constant> numbers, Optional<Receiver> receiver) {

  public LossFunction {
    numbers = List.copyOf(numbers);
  }

  /** A built-in loss. */
  public static LossFunction of(LossKind kind, List<Constant> numbers) {
    return new LossFunction(kind, kind.kernel(), numbers, Optional.empty());
  }

  /**
   * A loss of the user.
   *
   * @param title the name of the class
   */
  public static LossFunction own(String layer, String title) {
    Receiver receiver = new Receiver(Receiver.Kind.LOSS, layer);
    return new LossFunction(LossKind.OWN, title, List.of(), Optional.of(receiver));
  }

  /** Whether it takes targets of a shape. A loss of the user takes what it declares. */
  boolean takes(Shape output, Shape target) {
    return kind == LossKind.OWN ? target.batched() : target.equals(output);
  }
}
