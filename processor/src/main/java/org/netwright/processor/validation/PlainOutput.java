package org.netwright.processor.validation;

import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Effect;
import org.netwright.processor.layer.Place;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LossDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OperationDeclaration;

/**
 * From the last layer with parameters on, there is no dropout, and no activation before a loss on
 * logits.
 */
final class PlainOutput implements Rule {
  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    List<LayerDeclaration> layers = network.layers();
    if (layers.isEmpty() || layers.get(layers.size() - 1).loss().isEmpty()) {
      return;
    }
    LossDeclaration loss = layers.get(layers.size() - 1).loss().get();
    for (int i = layers.size() - 1; i >= 0; i--) {
      LayerDeclaration layer = layers.get(i);
      for (OperationDeclaration dropout : layer.operations(Effect.TRAINING_ONLY)) {
        diagnostics.add(
            Message.DROPOUT_ON_OUTPUT, dropout.use().ref(), dropout.use(), layer.name());
      }
      if (loss.kind().takesLogits()) {
        layer.operations(Place.ACTIVATION).stream()
            .limit(1)
            .forEach(activation -> reportActivation(activation, layer, loss, diagnostics));
      }
      if (layer.hasParameters()) {
        return;
      }
    }
  }

  private static void reportActivation(
      OperationDeclaration activation,
      LayerDeclaration layer,
      LossDeclaration loss,
      Diagnostics.Builder diagnostics) {
    diagnostics.add(
        Message.ACTIVATION_ON_LOGITS,
        activation.use().ref(),
        loss.use(),
        activation.use(),
        layer.name(),
        loss.kind().ownActivation());
  }
}
