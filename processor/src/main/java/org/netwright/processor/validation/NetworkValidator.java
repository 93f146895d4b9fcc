package org.netwright.processor.validation;

import java.util.List;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Report;
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

  public static Report validate(NetworkDeclaration network) {
    ClassDeclaration type = network.type();
    if (!type.isClass()) {
      // Further messages would only confuse.
      return Report.of(Message.NOT_A_CLASS, network.ref(), type.kind(), type.simpleName());
    }
    Report order = LayerOrder.check(network);
    if (order.hasErrors()) {
      // Further messages would be about layers in the wrong order.
      return order;
    }
    NetworkDeclaration ordered = LayerOrder.ordered(network);
    Report.Builder report = new Report.Builder();
    RULES.forEach(rule -> rule.check(ordered, report));
    return report.build();
  }
}
