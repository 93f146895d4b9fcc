package org.netwright.processor.validation;

import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Effect;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OperationDeclaration;

/** Two linear layers in a row are equivalent to one. */
final class ActivationsBetweenLinears implements Rule {
  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    Optional<LayerDeclaration> linear = Optional.empty();
    for (LayerDeclaration layer : network.layers()) {
      for (OperationDeclaration declared : layer.operations()) {
        Effect effect = declared.operation().effect();
        if (effect == Effect.NON_LINEAR) {
          linear = Optional.empty();
        } else if (effect == Effect.LINEAR) {
          linear.ifPresent(
              first ->
                  diagnostics.add(
                      Message.LINEAR_AFTER_LINEAR,
                      declared.use().ref(),
                      layer.name(),
                      first.name()));
          linear = Optional.of(layer);
        }
      }
    }
  }
}
