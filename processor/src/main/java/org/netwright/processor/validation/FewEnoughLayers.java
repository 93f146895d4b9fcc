package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.source.NetworkDeclaration;

/** The trainer's methods stay below the 64 KB of byte code that the JVM allows each. */
final class FewEnoughLayers implements Rule {
  private static final int MAX_BYTES = 64_000;

  /** What the longest method, the constructor, needs for a layer with weight, bias and dropout. */
  private static final int BYTES_OF_LAYER = 160;

  /**
   * What it needs beside for each penalty, decay or constraint, with what the layer makes of it.
   */
  private static final int BYTES_OF_REGULARIZER = 45;

  @Override
  public void check(NetworkDeclaration network, Report.Builder report) {
    int layers = network.layers().size();
    int regularizers =
        network.layers().stream().mapToInt(layer -> network.regularizersOf(layer).size()).sum();
    if (layers * BYTES_OF_LAYER + regularizers * BYTES_OF_REGULARIZER > MAX_BYTES) {
      report.add(
          Message.TOO_MANY_LAYERS,
          network.ref(),
          network.type().simpleName(),
          layers,
          regularizers);
    }
  }
}
