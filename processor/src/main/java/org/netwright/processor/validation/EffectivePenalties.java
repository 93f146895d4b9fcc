package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LayerPart.NoPenaltyPart;
import org.netwright.processor.source.LayerPart.PenaltyPart;
import org.netwright.processor.source.NetworkDeclaration;

/** Every penalty, and every exemption from one, has something to act on. */
final class EffectivePenalties implements Rule {
  @Override
  public void check(NetworkDeclaration network, Report.Builder report) {
    for (LayerDeclaration layer : network.layers()) {
      if (layer.input().isEmpty()) {
        layer.penalties().forEach(penalty -> check(penalty, layer, report));
        layer.noPenalty().ifPresent(exemption -> check(exemption, layer, network, report));
      }
    }
    network.defaultPenalties().forEach(penalty -> checkDefault(penalty, network, report));
  }

  private static void checkDefault(
      PenaltyPart penalty, NetworkDeclaration network, Report.Builder report) {
    boolean hasLayers = network.layers().stream().anyMatch(l -> !l.parameters().isEmpty());
    if (hasLayers
        && network.layers().stream().noneMatch(l -> network.penaltiesOf(l).contains(penalty))) {
      report.add(
          Message.DEFAULT_WITHOUT_LAYER,
          penalty.use().ref(),
          penalty.use(),
          penalty.scope().words());
    }
  }

  private static void check(PenaltyPart penalty, LayerDeclaration layer, Report.Builder report) {
    if (layer.parameters().isEmpty()) {
      report.add(
          Message.PENALTY_WITHOUT_PARAMETERS, penalty.use().ref(), penalty.use(), layer.name());
    } else if (layer.parameters().stream().noneMatch(penalty.scope()::covers)) {
      report.add(Message.PENALTY_WITHOUT_BIAS, penalty.use().ref(), penalty.use(), layer.name());
    }
  }

  private static void check(
      NoPenaltyPart exemption,
      LayerDeclaration layer,
      NetworkDeclaration network,
      Report.Builder report) {
    if (layer.parameters().isEmpty()) {
      report.add(
          Message.PENALTY_WITHOUT_PARAMETERS, exemption.use().ref(), exemption.use(), layer.name());
    } else if (network.defaultPenalties().isEmpty()) {
      report.add(
          Message.NO_PENALTY_WITHOUT_DEFAULT, exemption.use().ref(), network.type().simpleName());
    }
  }
}
