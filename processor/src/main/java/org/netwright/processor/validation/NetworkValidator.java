package org.netwright.processor.validation;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/** Checks a declaration against all rules. */
public final class NetworkValidator {
  private static final List<Rule> RULES =
      List.of(
          new InstantiableClass(),
          new BindableFields(),
          new ArgumentsInRange(),
          new OneOptimizer(),
          new CompatibleParts(),
          new OneInput(),
          new OneLoss(),
          new SomethingToTrain(),
          new EffectiveRegularizers(),
          new CompatibleRegularizers(),
          new UsablePenalties(),
          new FewEnoughLayers(),
          new FittingShapes(),
          new PlainOutput(),
          new ActivationsBetweenLinears(),
          new KnownSuppressions());

  private NetworkValidator() {}

  /** Returns the network with its layers in order, or empty if it has errors. */
  public static Optional<NetworkDeclaration> validate(
      NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    ClassDeclaration type = network.type();
    if (!type.isClass()) {
      // Further messages would only confuse.
      diagnostics.add(Message.NOT_A_CLASS, network.ref(), type.kind(), type.simpleName());
      return Optional.empty();
    }
    // Without an order, further messages would be about layers in the wrong order.
    Optional<NetworkDeclaration> ordered = LayerOrder.order(network, diagnostics);
    ordered.ifPresent(inOrder -> RULES.forEach(rule -> rule.check(inOrder, diagnostics)));
    return diagnostics.hasErrors() ? Optional.empty() : ordered;
  }
}
