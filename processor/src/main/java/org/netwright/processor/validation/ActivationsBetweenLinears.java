package org.netwright.processor.validation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Effect;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.wiring.WiredLayer;
import org.netwright.processor.wiring.WiredNetwork;

/** Two linear layers in a row are equivalent to one, if nothing else reads the first. */
final class ActivationsBetweenLinears implements Rule {
  @Override
  public void check(WiredNetwork network, Diagnostics.Builder diagnostics) {
    Map<String, List<WiredLayer>> readers = network.readers();
    // For the output of each layer, the linear layer that it still is a linear map of.
    Map<String, String> linears = new HashMap<>();
    for (WiredLayer layer : network.layers()) {
      Optional<String> linear = layer.input().map(linears::get);
      for (OperationDeclaration declared : layer.declaration().operations()) {
        Effect effect = declared.operation().effect();
        if (effect == Effect.NON_LINEAR || effect == Effect.JOIN) {
          linear = Optional.empty();
        } else if (effect == Effect.LINEAR) {
          linear.ifPresent(
              first ->
                  diagnostics.add(
                      Message.LINEAR_AFTER_LINEAR, declared.use().ref(), layer.name(), first));
          linear = Optional.of(layer.name());
        }
      }
      boolean isReadOnce = readers.getOrDefault(layer.name(), List.of()).size() == 1;
      if (isReadOnce && !layer.declaration().isOutput()) {
        linear.ifPresent(name -> linears.put(layer.name(), name));
      }
    }
  }
}
