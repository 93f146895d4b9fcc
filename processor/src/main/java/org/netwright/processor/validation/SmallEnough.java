package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.AnnotationUse;
import org.netwright.processor.source.LossDeclaration;

/** An array can hold each value of an example, and another one all parameters. */
final class SmallEnough implements ShapeRule {
  @Override
  public void check(ShapedNetwork network, Diagnostics.Builder diagnostics) {
    network.layers().stream()
        .filter(layer -> !layer.operations().isEmpty() && !layer.output().fitsIntoAnArray())
        .forEach(layer -> report(layer, network, diagnostics));
    network.losses().forEach(layer -> checkTargets(layer, diagnostics));
    long parameters = network.parameters();
    if (parameters > Shape.MAX_ELEMENTS) {
      diagnostics.add(
          Message.TOO_LARGE,
          network.declaration().ref(),
          network.declaration().type().simpleName(),
          parameters,
          Shape.MAX_ELEMENTS,
          new ShapeTable(network).all());
    }
  }

  private static void checkTargets(ShapedLayer layer, Diagnostics.Builder diagnostics) {
    LossDeclaration loss = layer.declaration().loss().orElseThrow();
    Shape targets = loss.targetShape(layer.output());
    if (targets.isPossible() && layer.output().fitsIntoAnArray() && !targets.fitsIntoAnArray()) {
      diagnostics.add(
          Message.TOO_LARGE,
          loss.use().ref(),
          "The target of " + layer.name(),
          targets.elements(),
          Shape.MAX_ELEMENTS,
          "");
    }
  }

  /** The last of its operations is the one that does not fit. */
  private static void report(
      ShapedLayer layer, ShapedNetwork network, Diagnostics.Builder diagnostics) {
    AnnotationUse last = layer.operations().get(layer.operations().size() - 1).declaration().use();
    boolean isInput = layer.declaration().input().isPresent();
    diagnostics.add(
        Message.TOO_LARGE,
        last.ref(),
        layer.name(),
        layer.output().elements(),
        Shape.MAX_ELEMENTS,
        isInput ? "" : new ShapeTable(network).of(layer.name(), "does not fit"));
  }
}
