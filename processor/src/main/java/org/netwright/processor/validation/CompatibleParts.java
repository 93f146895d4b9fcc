package org.netwright.processor.validation;

import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LayerPart;
import org.netwright.processor.source.LayerPart.ActivationPart;
import org.netwright.processor.source.LayerPart.InputPart;
import org.netwright.processor.source.LayerPart.LossPart;
import org.netwright.processor.source.NetworkDeclaration;

/**
 * The annotations of a field make one layer: an input, or a layer with at most one activation and
 * loss.
 */
final class CompatibleParts implements Rule {
  /** What a field has at most once, and what to do about a second one. */
  private enum Once {
    ACTIVATION(ActivationPart.class, "activation", "Move %s to a separate Layer field."),
    LOSS(LossPart.class, "loss", "Remove %s or the other.");

    private final Class<? extends LayerPart> kind;
    private final String what;
    private final String advice;

    Once(Class<? extends LayerPart> kind, String what, String advice) {
      this.kind = kind;
      this.what = what;
      this.advice = advice;
    }
  }

  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    for (LayerDeclaration layer : network.layers()) {
      if (layer.input().isPresent()) {
        checkInput(layer, diagnostics);
      } else {
        for (Once once : Once.values()) {
          checkOnce(layer, once, diagnostics);
        }
      }
    }
  }

  private static void checkInput(LayerDeclaration layer, Diagnostics.Builder diagnostics) {
    for (LayerPart part : layer.parts()) {
      if (!(part instanceof InputPart)) {
        diagnostics.add(Message.INPUT_IS_MORE, part.use().ref(), layer.name(), part.use());
      }
    }
  }

  private static void checkOnce(
      LayerDeclaration layer, Once once, Diagnostics.Builder diagnostics) {
    List<? extends LayerPart> parts = layer.all(once.kind);
    for (LayerPart second : parts.subList(Math.min(1, parts.size()), parts.size())) {
      diagnostics.add(
          Message.PARTS_CONFLICT,
          second.use().ref(),
          layer.name(),
          parts.get(0).use(),
          second.use(),
          once.what,
          once.advice.formatted(second.use()));
    }
  }
}
