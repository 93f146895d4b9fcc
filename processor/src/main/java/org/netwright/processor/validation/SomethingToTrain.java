package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.wiring.WiredNetwork;

/** At least one layer has parameters. */
final class SomethingToTrain implements Rule {
  @Override
  public void check(WiredNetwork wired, Diagnostics.Builder diagnostics) {
    NetworkDeclaration network = wired.declaration();
    if (network.layers().stream().noneMatch(LayerDeclaration::hasParameters)) {
      diagnostics.add(Message.NO_PARAMETERS, network.ref(), network.type().simpleName());
    }
  }
}
