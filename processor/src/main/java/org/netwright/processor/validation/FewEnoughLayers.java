package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.source.NetworkDeclaration;

/** The trainer's names find room in the constants that the JVM allows a class. */
final class FewEnoughLayers implements Rule {
  private static final int MAX_CONSTANTS = 64_000;

  /**
   * What the fields of a layer with weight, bias, activation and dropout need, with their names.
   */
  private static final int CONSTANTS_OF_LAYER = 42;

  /** What each penalty, decay or constraint needs beside. */
  private static final int CONSTANTS_OF_REGULARIZER = 12;

  @Override
  public void check(NetworkDeclaration network, Report.Builder report) {
    int layers = network.layers().size();
    int regularizers =
        network.layers().stream().mapToInt(layer -> network.regularizersOf(layer).size()).sum();
    if (layers * CONSTANTS_OF_LAYER + regularizers * CONSTANTS_OF_REGULARIZER > MAX_CONSTANTS) {
      report.add(
          Message.TOO_MANY_LAYERS,
          network.ref(),
          network.type().simpleName(),
          layers,
          regularizers);
    }
  }
}
