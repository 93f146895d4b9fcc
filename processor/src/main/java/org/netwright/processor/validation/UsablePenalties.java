package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.CustomPenaltyClass;
import org.netwright.processor.source.NetworkDeclaration;

/** A trainer can make an instance of each class that {@code @Penalty} names, and call it. */
final class UsablePenalties implements Rule {
  @Override
  public void check(NetworkDeclaration network, Report.Builder report) {
    network.layers().stream()
        .flatMap(layer -> layer.regularizers().stream())
        .flatMap(part -> part.custom().stream())
        .forEach(penalty -> check(penalty, network.type(), report));
  }

  private static void check(
      CustomPenaltyClass penalty, ClassDeclaration network, Report.Builder report) {
    ClassDeclaration type = penalty.type();
    String name = String.join(".", type.simpleNames());
    if (!penalty.isPenalty()) {
      report.add(Message.NO_PARAMETER_PENALTY, penalty.ref(), name);
    } else if (!isInstantiable(type)) {
      report.add(Message.PENALTY_NOT_INSTANTIABLE, penalty.ref(), name);
    } else if (!penalty.isVisibleFrom(network.packageName())) {
      report.add(Message.PENALTY_NOT_VISIBLE, penalty.ref(), name, network.trainerName());
    }
  }

  private static boolean isInstantiable(ClassDeclaration type) {
    return type.obstacles().isEmpty() && (type.isClass() || type.kind().equals("record"));
  }
}
