package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.kind.RegularizerKind.Stage;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.FieldAnnotation;

/** What adds up a whole output does not count padding: it does not know lengths. */
final class UncountedPadding implements ShapeRule {
  @Override
  public void check(ShapedNetwork network, Diagnostics.Builder diagnostics) {
    for (ShapedLayer layer : network.layers()) {
      if (layer.output().isVariable()) {
        layer.declaration().losses().stream()
            .filter(loss -> loss.own().isPresent())
            .forEach(loss -> report(Message.PADDING_IN_OWN_LOSS, loss, layer, diagnostics));
        layer.declaration().effectiveRegularizers().stream()
            .filter(part -> part.kind().stage() == Stage.ACTIVITY)
            .forEach(part -> report(Message.PADDING_IN_ACTIVITY, part, layer, diagnostics));
      }
    }
  }

  private static void report(
      Message message, FieldAnnotation part, ShapedLayer layer, Diagnostics.Builder diagnostics) {
    diagnostics.add(message, part.use().ref(), layer.name(), layer.output(), part.use());
  }
}
