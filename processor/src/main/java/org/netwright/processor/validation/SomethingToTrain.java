package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.source.NetworkDeclaration;

/** At least one layer has parameters. */
final class SomethingToTrain implements Rule {
  @Override
  public void check(NetworkDeclaration network, Report.Builder report) {
    if (network.layers().stream().allMatch(layer -> layer.parameters().isEmpty())) {
      report.add(Message.NO_PARAMETERS, network.ref(), network.type().simpleName());
    }
  }
}
