package org.netwright.processor.validation;

import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.features.ClassEnum;
import org.netwright.processor.features.ComponentKind;
import org.netwright.processor.features.FeatureRecord;
import org.netwright.processor.source.LossDeclaration;
import org.netwright.processor.wiring.WiredLayer;
import org.netwright.processor.wiring.WiredNetwork;

/** What a network predicts is not among the components that it is given. */
final class TargetsNotGiven implements Rule {
  @Override
  public void check(WiredNetwork network, Diagnostics.Builder diagnostics) {
    for (WiredLayer output : network.losses()) {
      LossDeclaration loss = output.declaration().loss().orElseThrow();
      for (FeatureRecord record : network.records().values()) {
        record.columns().stream()
            .filter(column -> resembles(column, output.name(), loss))
            .findFirst()
            .ifPresent(
                column ->
                    diagnostics.add(
                        Message.TARGET_AMONG_FEATURES,
                        loss.use().ref(),
                        column.path(),
                        record.type().simpleName(),
                        output.name()));
      }
    }
  }

  private static boolean resembles(
      FeatureRecord.Column column, String output, LossDeclaration loss) {
    if (column.path().equals(output)) {
      return true;
    }
    return column.component().kind() instanceof ComponentKind.Constant constant
        && loss.classes().map(ClassEnum::type).equals(Optional.of(constant.type()));
  }
}
