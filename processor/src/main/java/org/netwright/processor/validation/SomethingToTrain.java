package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.NetworkDeclaration;

/** At least one layer has parameters. */
final class SomethingToTrain implements Rule {
  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    if (network.layers().stream().allMatch(layer -> layer.parameters().isEmpty())) {
      diagnostics.add(Message.NO_PARAMETERS, network.ref(), network.type().simpleName());
    }
  }
}
