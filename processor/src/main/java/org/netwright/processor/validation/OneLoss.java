package org.netwright.processor.validation;

import java.util.ArrayList;
import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LossDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/** The network ends with its only loss. */
final class OneLoss implements Rule {
  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    // A second input, or a field without annotations, is reported elsewhere and is not the last
    // layer.
    List<LayerDeclaration> layers =
        network.layers().stream()
            .filter(layer -> layer.input().isEmpty() && !layer.annotations().isEmpty())
            .toList();
    if (layers.isEmpty()) {
      return;
    }
    LayerDeclaration last = layers.get(layers.size() - 1);
    List<LayerDeclaration> carriers = new ArrayList<>();
    for (LayerDeclaration layer : layers) {
      if (layer.loss().isPresent()) {
        checkPlace(layer, last, carriers, diagnostics);
        carriers.add(layer);
      }
    }
    if (carriers.isEmpty()) {
      diagnostics.add(Message.NO_LOSS, network.ref(), network.type().simpleName(), last.name());
    }
  }

  private static void checkPlace(
      LayerDeclaration layer,
      LayerDeclaration last,
      List<LayerDeclaration> before,
      Diagnostics.Builder diagnostics) {
    LossDeclaration loss = layer.loss().orElseThrow();
    if (!before.isEmpty()) {
      LayerDeclaration first = before.get(0);
      diagnostics.add(
          Message.SECOND_LOSS,
          loss.use().ref(),
          loss.use(),
          first.loss().orElseThrow().use(),
          first.name());
    } else if (!layer.equals(last) && last.loss().isEmpty()) {
      diagnostics.add(
          Message.LOSS_IS_NOT_LAST, loss.use().ref(), loss.use(), layer.name(), last.name());
    }
    if (layer.operations().isEmpty()) {
      diagnostics.add(Message.LOSS_WITHOUT_LAYER, loss.use().ref(), layer.name(), loss.use());
    }
  }
}
