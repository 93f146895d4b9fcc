package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Combination;
import org.netwright.processor.layer.Place;
import org.netwright.processor.source.DeclaredClass;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.OperationDeclaration;

/** A branch that is dropped for whole examples is added to another. */
final class ResidualBranches implements ClassRule {
  @Override
  public void check(DeclaredClass declared, Diagnostics.Builder diagnostics) {
    for (LayerDeclaration layer : declared.layers()) {
      boolean isAdded =
          layer.operations(Place.COMBINATION).stream()
              .anyMatch(operation -> operation.operation().kind() == Combination.ADD);
      for (OperationDeclaration dropped : layer.operations(Place.BRANCH)) {
        if (!isAdded) {
          diagnostics.add(
              Message.BRANCH_WITHOUT_ADD, dropped.use().ref(), dropped.use(), layer.name());
        }
      }
    }
  }
}
