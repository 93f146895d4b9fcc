package org.netwright.processor.validation;

import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.AnnotationUse;
import org.netwright.processor.source.Argument;
import org.netwright.processor.source.FieldAnnotation;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OptimizerDeclaration;

/** Every number of every annotation is in its range. */
final class ArgumentsInRange implements Rule {
  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    Stream.of(
            network.budget().stream(),
            network.optimizers().stream().map(OptimizerDeclaration::use),
            network.defaultRegularizers().stream().map(FieldAnnotation::use),
            network.layers().stream()
                .flatMap(l -> l.annotations().stream())
                .map(FieldAnnotation::use))
        .flatMap(uses -> uses)
        // An elastic net is two parts of one annotation.
        .distinct()
        .forEach(use -> check(use, diagnostics));
  }

  private static void check(AnnotationUse use, Diagnostics.Builder diagnostics) {
    for (Argument argument : use.arguments()) {
      if (!argument.inRange()) {
        diagnostics.add(
            Message.VALUE_OUT_OF_RANGE,
            argument.ref(),
            argument.member(),
            use,
            argument.range().words(),
            argument.text());
      }
    }
  }
}
