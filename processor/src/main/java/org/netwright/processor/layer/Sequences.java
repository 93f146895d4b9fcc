package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;

/** What layers over sequences have in common. */
final class Sequences {
  private Sequences() {}

  /** What is wrong with a shape that is not [n × steps × features]. */
  static Optional<Misfit> misfit(Shape x, String annotation) {
    return x.isBatchOfSequences()
        ? Optional.empty()
        : Optional.of(
            new Misfit(
                Message.NEEDS_SEQUENCES,
                List.of(x, annotation, advice(x)),
                "takes [n × steps × features]"));
  }

  private static String advice(Shape x) {
    if (x.kind() == Shape.Kind.SIGNAL) {
      return "It is used as a signal, whose channels come first; give sequences an input of their own";
    }
    return switch (x.dimensions().size()) {
      case 1 ->
          "If it is the last state of a recurrent layer, add returns = Returns.ALL there; if pooling"
              + " gives it, pool after this layer; if it is an input, declare @Input({steps,"
              + " features}), or add @Reshape({steps, features})";
      case 3 -> "Add @Reshape({steps, features}) to a field before it";
      default -> "Give it the dimensions of sequences";
    };
  }
}
