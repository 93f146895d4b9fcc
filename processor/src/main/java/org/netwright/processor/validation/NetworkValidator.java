package org.netwright.processor.validation;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.shape.ShapeInference;
import org.netwright.processor.shape.ShapedNetwork;
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
          new PlainOutput(),
          new ActivationsBetweenLinears(),
          new KnownSuppressions());

  private static final List<ShapeRule> SHAPE_RULES =
      List.of(new FittingShapes(), new OrthogonalVectors(), new SmallEnough(), new FittingLoss());

  private NetworkValidator() {}

  /** Returns the network with its layers in order and its shapes, or empty if it has errors. */
  public static Optional<ShapedNetwork> validate(
      NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    ClassDeclaration type = network.type();
    if (!type.isClass()) {
      // Further messages would only confuse.
      diagnostics.add(Message.NOT_A_CLASS, network.ref(), type.kind(), type.simpleName());
      return Optional.empty();
    }
    Optional<NetworkDeclaration> ordered = LayerOrder.order(network, diagnostics);
    if (ordered.isEmpty()) {
      // Further messages would be about layers in the wrong order.
      return Optional.empty();
    }
    RULES.forEach(rule -> rule.check(ordered.get(), diagnostics));
    ShapedNetwork shaped = ShapeInference.infer(ordered.get());
    SHAPE_RULES.forEach(rule -> rule.check(shaped, diagnostics));
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(shaped);
  }
}
