package org.netwright.processor.shape;

import java.util.Collection;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.Place;

/** Whether a model can take a sequence step by step: the recurrent layers keep what came before. */
final class Streaming {
  private Streaming() {}

  /** Whether a network has recurrent layers, and nothing in it reads steps that come later. */
  static boolean isPossible(ShapedNetwork network) {
    return network.isSimple()
        && network.layers().stream()
            .map(ShapedLayer::operations)
            .flatMap(Collection::stream)
            .anyMatch(operation -> operation.operation().kind().keepsState())
        && network.layers().stream()
            .map(ShapedLayer::operations)
            .flatMap(Collection::stream)
            .allMatch(Streaming::goesStepByStep);
  }

  private static boolean goesStepByStep(ShapedOperation operation) {
    if (operation.operation().place() == Place.INPUT) {
      return true;
    }
    Shape x = operation.inputs().get(0);
    if (operation.operation().kind().takesIds() || x.dimensions().size() > 1) {
      return operation.operation().goesStepByStep(x);
    }
    // What a reshaped vector has are other steps than those of the input.
    return operation.signature().output().dimensions().size() == 1;
  }
}
