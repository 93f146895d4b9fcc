package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;

/** An array can hold an example, and another one all parameters. */
final class SmallEnough implements ShapeRule {
  @Override
  public void check(ShapedNetwork network, Diagnostics.Builder diagnostics) {
    network.inputs().stream()
        .filter(input -> !input.output().fitsIntoAnArray())
        .forEach(input -> reportInput(input, diagnostics));
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

  private static void reportInput(ShapedLayer input, Diagnostics.Builder diagnostics) {
    diagnostics.add(
        Message.TOO_LARGE,
        input.operations().get(0).declaration().use().ref(),
        input.name(),
        input.output().elements(),
        Shape.MAX_ELEMENTS,
        "");
  }
}
