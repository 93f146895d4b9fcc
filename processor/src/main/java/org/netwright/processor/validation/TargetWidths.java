package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.kind.LossKind.Targets;
import org.netwright.processor.source.LossDeclaration;
import org.netwright.processor.source.OwnLoss;
import org.netwright.processor.wiring.WiredLayer;
import org.netwright.processor.wiring.WiredNetwork;

/** Only targets that are values have a width of their own. */
final class TargetWidths implements Rule {
  @Override
  public void check(WiredNetwork network, Diagnostics.Builder diagnostics) {
    for (WiredLayer layer : network.losses()) {
      LossDeclaration loss = layer.declaration().loss().orElseThrow();
      loss.own()
          .filter(own -> own.declared() != Targets.VALUES)
          .flatMap(OwnLoss::width)
          .ifPresent(
              width ->
                  diagnostics.add(
                      Message.TARGET_WIDTH_WITHOUT_VALUES,
                      width.ref(),
                      layer.name(),
                      loss.own().orElseThrow().declared()));
    }
  }
}
