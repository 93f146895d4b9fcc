package org.netwright.processor.validation;

import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Place;
import org.netwright.processor.source.DeclaredClass;
import org.netwright.processor.source.FieldAnnotation;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.OperationDeclaration;

/**
 * The annotations of a field make one layer: an input, or a layer with at most one operation in
 * each place and at most one loss.
 */
final class CompatibleParts implements ClassRule {
  @Override
  public void check(DeclaredClass declared, Diagnostics.Builder diagnostics) {
    for (LayerDeclaration layer : declared.layers()) {
      if (layer.input().isPresent()) {
        checkInput(layer, diagnostics);
        List<OperationDeclaration> inputs = layer.operations(Place.INPUT);
        checkOnce(layer, inputs, "input", "Remove %s or the other.", diagnostics);
      } else {
        for (Place place : Place.values()) {
          String advice = "Move %s to a separate Layer field.";
          checkOnce(layer, layer.operations(place), place.words(), advice, diagnostics);
        }
        checkOnce(layer, layer.losses(), "loss", "Remove %s or the other.", diagnostics);
        checkOutput(layer, diagnostics);
      }
      layer.operations().forEach(declaredOn -> checkUse(declaredOn, diagnostics));
    }
  }

  private static void checkInput(LayerDeclaration layer, Diagnostics.Builder diagnostics) {
    for (FieldAnnotation part : layer.annotations()) {
      boolean isInput =
          part instanceof OperationDeclaration operation
              && operation.operation().place() == Place.INPUT;
      if (!isInput) {
        diagnostics.add(Message.INPUT_IS_MORE, part.use().ref(), layer.name(), part.use());
      }
    }
    layer
        .after()
        .ifPresent(
            after ->
                diagnostics.add(
                    Message.INPUT_IS_MORE, after.use().ref(), layer.name(), after.use()));
  }

  private static void checkOutput(LayerDeclaration layer, Diagnostics.Builder diagnostics) {
    layer
        .output()
        .filter(output -> layer.loss().isPresent())
        .ifPresent(
            output ->
                diagnostics.add(
                    Message.OUTPUT_WITH_LOSS,
                    output.use().ref(),
                    layer.name(),
                    layer.loss().orElseThrow().use()));
  }

  private static void checkOnce(
      LayerDeclaration layer,
      List<? extends FieldAnnotation> parts,
      String what,
      String advice,
      Diagnostics.Builder diagnostics) {
    for (FieldAnnotation second : parts.stream().skip(1).toList()) {
      diagnostics.add(
          Message.PARTS_CONFLICT,
          second.use().ref(),
          layer.name(),
          parts.get(0).use(),
          second.use(),
          what,
          advice.formatted(second.use()));
    }
  }

  /** The values of an annotation go together. */
  private static void checkUse(OperationDeclaration declared, Diagnostics.Builder diagnostics) {
    declared
        .operation()
        .misuse()
        .ifPresent(
            misuse ->
                diagnostics.add(
                    misuse.message(), declared.use().ref(), misuse.details().toArray()));
  }
}
