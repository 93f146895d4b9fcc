package org.netwright.processor.shape;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.processor.layer.LayerKind;
import org.netwright.processor.layer.Operation;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.wiring.WiredLayer;
import org.netwright.processor.wiring.WiredNetwork;

/**
 * Which values are signals if they have two dimensions, [channels × length]: those that an
 * operation on signals takes or gives, and what is joined with them or made of them by operations
 * that keep dimensions, such as activations. So an input of two dimensions means the same for all
 * that read it.
 */
final class Signals {
  private final Map<String, String> sameAs = new HashMap<>();
  private final Set<String> signals = new HashSet<>();

  Signals(WiredNetwork network) {
    Set<String> known = new HashSet<>();
    network.layers().forEach(layer -> follow(layer, known));
    known.forEach(value -> signals.add(first(value)));
  }

  /** Whether the output of one of the operations of a layer is a signal. */
  boolean contains(String layer, int operation) {
    return signals.contains(first(value(layer, operation)));
  }

  private static String value(String layer, int operation) {
    return layer + " " + operation;
  }

  private void follow(WiredLayer layer, Set<String> known) {
    Optional<String> value = layer.input();
    int index = 0;
    for (OperationDeclaration declared : layer.declaration().operations()) {
      Operation<?> operation = declared.operation();
      LayerKind<?> kind = operation.kind();
      String output = value(layer.name(), index++);
      boolean keeps = kind.place().keepsDimensions();
      if (kind.takesSignals()) {
        value.ifPresent(known::add);
        known.add(output);
      }
      if (keeps) {
        value.ifPresent(input -> join(input, output));
        layer.others(operation).forEach(other -> join(other, output));
      }
      value = Optional.of(output);
    }
    value.ifPresent(output -> join(output, layer.name()));
  }

  private void join(String value, String other) {
    String first = first(value);
    String second = first(other);
    if (!first.equals(second)) {
      sameAs.put(second, first);
    }
  }

  /** One of all values that are signals if this one is. */
  private String first(String value) {
    String first = value;
    for (String next = sameAs.get(first); next != null; next = sameAs.get(first)) {
      first = next;
    }
    if (!first.equals(value)) {
      sameAs.put(value, first);
    }
    return first;
  }
}
