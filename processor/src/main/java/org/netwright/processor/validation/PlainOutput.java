package org.netwright.processor.validation;

import java.util.List;
import java.util.Map;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Effect;
import org.netwright.processor.layer.Place;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LossDeclaration;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.wiring.WiredLayer;
import org.netwright.processor.wiring.WiredNetwork;

/**
 * From the last layer with parameters before a loss on, there is no dropout, and if the loss takes
 * logits no activation, nor are the outputs bounded as the states of a recurrent layer are.
 */
final class PlainOutput implements Rule {
  @Override
  public void check(WiredNetwork network, Diagnostics.Builder diagnostics) {
    Map<String, WiredLayer> layers = network.byName();
    for (WiredLayer layer : network.losses()) {
      check(layer, layer.declaration().loss().orElseThrow(), layers, diagnostics);
    }
  }

  private static void check(
      WiredLayer output,
      LossDeclaration loss,
      Map<String, WiredLayer> layers,
      Diagnostics.Builder diagnostics) {
    for (WiredLayer wired = output;
        wired != null;
        wired = wired.input().map(layers::get).orElse(null)) {
      LayerDeclaration layer = wired.declaration();
      for (OperationDeclaration dropout : layer.operations(Place.DROPOUT)) {
        diagnostics.add(
            Message.DROPOUT_ON_OUTPUT, dropout.use().ref(), dropout.use(), layer.name());
      }
      if (loss.targets().areOfLogits()) {
        layer.operations(Place.ACTIVATION).stream()
            .limit(1)
            .forEach(activation -> reportActivation(activation, layer, loss, diagnostics));
        checkStates(layer, loss, diagnostics);
      }
      if (layer.hasParameters() || !layer.operations(Effect.JOIN).isEmpty()) {
        return;
      }
    }
  }

  /** Reports a layer whose outputs are bounded, with nothing after it that changes that. */
  private static void checkStates(
      LayerDeclaration layer, LossDeclaration loss, Diagnostics.Builder diagnostics) {
    List<OperationDeclaration> operations = layer.operations();
    if (!operations.isEmpty() && operations.get(0).operation().kind().isBounded()) {
      OperationDeclaration bounded = operations.get(0);
      if (operations.size() == 1 + layer.operations(Place.DROPOUT).size()) {
        diagnostics.add(
            Message.STATES_AS_LOGITS, bounded.use().ref(), loss.use(), bounded.use(), layer.name());
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
        loss.targets().ownActivation());
  }
}
