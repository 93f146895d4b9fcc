package org.netwright.processor.validation;

import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LayerPart.LossPart;
import org.netwright.processor.source.NetworkDeclaration;

/** There is no dropout, and no activation before a loss on logits, after the last linear layer. */
final class PlainOutput implements Rule {
  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    List<LayerDeclaration> layers = network.layers();
    if (layers.isEmpty() || layers.get(layers.size() - 1).loss().isEmpty()) {
      return;
    }
    LossPart loss = layers.get(layers.size() - 1).loss().get();
    for (int i = layers.size() - 1; i >= 0; i--) {
      LayerDeclaration layer = layers.get(i);
      layer
          .dropout()
          .ifPresent(
              dropout ->
                  diagnostics.add(
                      Message.DROPOUT_ON_OUTPUT, dropout.use().ref(), dropout.use(), layer.name()));
      if (loss.loss().takesLogits()) {
        layer
            .activation()
            .ifPresent(
                activation ->
                    diagnostics.add(
                        Message.ACTIVATION_ON_LOGITS,
                        activation.use().ref(),
                        loss.use(),
                        activation.use(),
                        layer.name(),
                        loss.loss().ownActivation()));
      }
      if (layer.linear().isPresent()) {
        return;
      }
    }
  }
}
