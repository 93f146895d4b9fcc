package org.netwright.processor.validation;

import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/** Two linear layers in a row are equivalent to one. */
final class ActivationsBetweenLinears implements Rule {
  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    Optional<LayerDeclaration> linear = Optional.empty();
    for (LayerDeclaration layer : network.layers()) {
      if (layer.linear().isPresent()) {
        if (linear.isPresent()) {
          diagnostics.add(
              Message.LINEAR_AFTER_LINEAR,
              layer.linear().get().use().ref(),
              layer.name(),
              linear.get().name());
        }
        linear = Optional.of(layer);
      }
      if (layer.activation().isPresent()) {
        linear = Optional.empty();
      }
    }
  }
}
