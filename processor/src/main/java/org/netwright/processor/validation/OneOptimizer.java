package org.netwright.processor.validation;

import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OptimizerDeclaration;
import org.netwright.processor.wiring.WiredNetwork;

/** There is at most one optimiser, and its values are consistent. */
final class OneOptimizer implements Rule {
  @Override
  public void check(WiredNetwork wired, Diagnostics.Builder diagnostics) {
    NetworkDeclaration network = wired.declaration();
    List<OptimizerDeclaration> optimizers = network.optimizers();
    optimizers.stream()
        .skip(1)
        .forEach(
            second ->
                diagnostics.add(
                    Message.SECOND_OPTIMIZER,
                    second.use().ref(),
                    network.type().simpleName(),
                    optimizers.get(0).use()));
    optimizers.stream()
        .filter(optimizer -> optimizer.nesterov() && optimizer.argument("momentum") == 0)
        .forEach(
            optimizer ->
                diagnostics.add(Message.NESTEROV_WITHOUT_MOMENTUM, optimizer.nesterovRef()));
    optimizers.stream()
        .map(optimizer -> optimizer.use().argument("learningRate"))
        .filter(rate -> rate.value() == 0)
        .forEach(rate -> diagnostics.add(Message.LEARNING_RATE_IS_ZERO, rate.ref()));
  }
}
