package org.netwright.processor.validation;

import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.LayerKind;
import org.netwright.processor.layer.LayerNorm;
import org.netwright.processor.layer.RmsNorm;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.shape.ShapedOperation;

/** The last dimension of images and signals is not that of their channels. */
final class NormalizedLines implements ShapeRule {
  @Override
  public void check(ShapedNetwork network, Diagnostics.Builder diagnostics) {
    network
        .layers()
        .forEach(
            layer ->
                layer.operations().stream()
                    .filter(operation -> isAlongTheLast(operation.operation().kind()))
                    .filter(operation -> operation.signature().output().channelsFirst())
                    .forEach(operation -> report(operation, layer, diagnostics)));
  }

  private static boolean isAlongTheLast(LayerKind<?> kind) {
    return kind instanceof LayerNorm || kind instanceof RmsNorm;
  }

  private static void report(
      ShapedOperation operation, ShapedLayer layer, Diagnostics.Builder diagnostics) {
    Shape shape = operation.signature().output();
    List<Integer> dimensions = shape.dimensions();
    diagnostics.add(
        Message.NORMALIZES_LINES,
        operation.declaration().use().ref(),
        operation.declaration().use(),
        layer.name(),
        dimensions.size() == 3
            ? "the %d columns of each line".formatted(shape.width())
            : "the %d steps of each channel".formatted(shape.width()));
  }
}
