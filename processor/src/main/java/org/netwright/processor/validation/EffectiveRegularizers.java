package org.netwright.processor.validation;

import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.kind.RegularizerKind.Stage;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LayerPart.NoPenaltyPart;
import org.netwright.processor.source.LayerPart.RegularizerPart;
import org.netwright.processor.source.NetworkDeclaration;

/** Every penalty, decay, constraint and exemption has an effect. */
final class EffectiveRegularizers implements Rule {
  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    boolean isTrained = false;
    for (LayerDeclaration layer : network.layers()) {
      isTrained |= !layer.parameters().isEmpty();
      if (layer.input().isEmpty()) {
        for (RegularizerPart part : Parts.byAnnotation(layer.regularizers())) {
          if (part.kind().stage() == Stage.ACTIVITY) {
            checkActivity(part, layer, isTrained, diagnostics);
          } else {
            check(part, layer, diagnostics);
          }
        }
        layer.noPenalty().ifPresent(exemption -> check(exemption, layer, network, diagnostics));
      }
    }
    Parts.byAnnotation(network.defaultRegularizers())
        .forEach(part -> checkDefault(part, network, diagnostics));
  }

  /** An elastic net has an effect if its L1 or its L2 has one. */
  private static void checkDefault(
      RegularizerPart part, NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    boolean hasLayers = network.layers().stream().anyMatch(l -> !l.parameters().isEmpty());
    boolean acts =
        network.layers().stream()
            .flatMap(layer -> network.regularizersOf(layer).stream())
            .anyMatch(inEffect -> inEffect.use().equals(part.use()));
    if (hasLayers && !acts) {
      diagnostics.add(
          Message.DEFAULT_WITHOUT_LAYER, part.use().ref(), part.use(), part.scope().words());
    }
  }

  private static void check(
      RegularizerPart part, LayerDeclaration layer, Diagnostics.Builder diagnostics) {
    if (layer.parameters().isEmpty()) {
      diagnostics.add(
          Message.PENALTY_WITHOUT_PARAMETERS, part.use().ref(), part.use(), layer.name());
    } else if (layer.parameters().stream().noneMatch(part::covers)) {
      diagnostics.add(Message.PENALTY_WITHOUT_BIAS, part.use().ref(), part.use(), layer.name());
    }
  }

  private static void checkActivity(
      RegularizerPart part,
      LayerDeclaration layer,
      boolean isTrained,
      Diagnostics.Builder diagnostics) {
    if (layer.linear().isEmpty() && layer.activation().isEmpty()) {
      diagnostics.add(Message.ACTIVITY_WITHOUT_OUTPUT, part.use().ref(), part.use(), layer.name());
    } else if (!isTrained) {
      diagnostics.add(
          Message.ACTIVITY_WITHOUT_PARAMETERS, part.use().ref(), part.use(), layer.name());
    }
  }

  private static void check(
      NoPenaltyPart exemption,
      LayerDeclaration layer,
      NetworkDeclaration network,
      Diagnostics.Builder diagnostics) {
    List<RegularizerPart> defaults = network.defaultRegularizers();
    if (layer.parameters().isEmpty()) {
      diagnostics.add(
          Message.PENALTY_WITHOUT_PARAMETERS, exemption.use().ref(), exemption.use(), layer.name());
    } else if (defaults.isEmpty()) {
      diagnostics.add(
          Message.NO_PENALTY_WITHOUT_DEFAULT, exemption.use().ref(), network.type().simpleName());
    }
  }
}
