package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.FieldAnnotation;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/**
 * Each annotated field is a {@code Layer} that a trainer can assign, and each {@code Layer} field
 * is annotated.
 */
final class BindableFields implements Rule {
  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    for (LayerDeclaration layer : network.layers()) {
      if (!layer.isLayer()) {
        diagnostics.add(
            Message.FIELD_IS_NOT_A_LAYER,
            layer.ref(),
            layer.name(),
            layer.annotations().stream()
                .map(FieldAnnotation::use)
                .findFirst()
                .orElseGet(() -> layer.after().orElseThrow().use()),
            layer.type());
      } else if (layer.annotations().isEmpty()) {
        diagnostics.add(Message.FIELD_SAYS_NOTHING, layer.ref(), layer.name());
      }
      layer.modifiers().stream()
          .sorted()
          .forEach(
              modifier ->
                  diagnostics.add(Message.FIELD_HAS_MODIFIER, layer.ref(), layer.name(), modifier));
    }
  }
}
