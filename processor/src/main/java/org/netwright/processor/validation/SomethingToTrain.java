package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/** At least one layer has parameters. */
final class SomethingToTrain implements Rule {
  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    if (network.layers().stream().noneMatch(LayerDeclaration::hasParameters)) {
      diagnostics.add(Message.NO_PARAMETERS, network.ref(), network.type().simpleName());
    }
  }
}
