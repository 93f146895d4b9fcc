package org.netwright.processor.shape;

import java.util.Collection;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.Place;
import org.netwright.processor.layer.Recurrent;

/** Whether a model can take a sequence step by step: the recurrent layers keep what came before. */
final class Streaming {
  private Streaming() {}

  /** Whether a network has recurrent layers, and nothing in it reads steps that come later. */
  static boolean isPossible(ShapedNetwork network) {
    return network.isSimple()
        && network.layers().stream()
            .map(ShapedLayer::operations)
            .flatMap(Collection::stream)
            .anyMatch(operation -> operation.operation().kind() instanceof Recurrent)
        && network.layers().stream()
            .map(ShapedLayer::operations)
            .flatMap(Collection::stream)
            .allMatch(operation -> goesStepByStep(operation, network));
  }

  private static boolean goesStepByStep(ShapedOperation operation, ShapedNetwork network) {
    if (operation.operation().place() == Place.INPUT) {
      return true;
    }
    Shape x = operation.inputs().get(0);
    return isOfSteps(x, network) ? operation.operation().goesStepByStep(x) : true;
  }

  /** Whether a value has the steps of the input, as sequences or as their ids. */
  private static boolean isOfSteps(Shape x, ShapedNetwork network) {
    return x.dimensions().size() > 1 || x.equals(network.inputs().get(0).output());
  }
}
