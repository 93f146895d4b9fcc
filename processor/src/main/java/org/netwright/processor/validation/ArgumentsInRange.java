package org.netwright.processor.validation;

import java.util.stream.Stream;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.AnnotationUse;
import org.netwright.processor.source.Argument;
import org.netwright.processor.source.DeclaredClass;
import org.netwright.processor.source.FieldAnnotation;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OptimizerDeclaration;

/** Every number of every annotation is in its range. */
final class ArgumentsInRange implements ClassRule {
  @Override
  public void check(DeclaredClass declared, Diagnostics.Builder diagnostics) {
    Stream.of(
            onlyOnNetworks(declared),
            declared.defaultRegularizers().stream().map(FieldAnnotation::use),
            declared.layers().stream()
                .flatMap(l -> l.annotations().stream())
                .map(FieldAnnotation::use))
        .flatMap(uses -> uses)
        // An elastic net is two parts of one annotation.
        .distinct()
        .forEach(use -> check(use, diagnostics));
  }

  private static Stream<AnnotationUse> onlyOnNetworks(DeclaredClass declared) {
    return declared instanceof NetworkDeclaration network
        ? Stream.concat(
            network.budget().stream(), network.optimizers().stream().map(OptimizerDeclaration::use))
        : Stream.empty();
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
