package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.wiring.WiredNetwork;

/** The names in the trainer fit into the constant pool of one class. */
final class FewEnoughLayers implements Rule {
  private static final int MAX_CONSTANTS = 64_000;

  /** The constants for the fields of a layer with two parameters, activation and dropout. */
  private static final int CONSTANTS_OF_LAYER = 42;

  /** The additional constants for each penalty, decay or constraint. */
  private static final int CONSTANTS_OF_REGULARIZER = 12;

  @Override
  public void check(WiredNetwork wired, Diagnostics.Builder diagnostics) {
    NetworkDeclaration network = wired.declaration();
    int layers = network.layers().size();
    int regularizers =
        network.layers().stream().mapToInt(layer -> layer.effectiveRegularizers().size()).sum();
    if (layers * CONSTANTS_OF_LAYER + regularizers * CONSTANTS_OF_REGULARIZER > MAX_CONSTANTS) {
      diagnostics.add(
          Message.TOO_MANY_LAYERS,
          network.ref(),
          network.type().simpleName(),
          layers,
          regularizers);
    }
  }
}
