package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.source.NetworkDeclaration;

/** The trainer's methods stay below the 64 KB of byte code that the JVM allows each. */
final class FewEnoughLayers implements Rule {
  /**
   * Up to here even layers with all that a layer can have fit: bias, activation, dropout,
   * penalties.
   */
  private static final int MAX_LAYERS = 350;

  @Override
  public void check(NetworkDeclaration network, Report.Builder report) {
    int layers = network.layers().size();
    if (layers > MAX_LAYERS) {
      report.add(
          Message.TOO_MANY_LAYERS, network.ref(), network.type().simpleName(), layers, MAX_LAYERS);
    }
  }
}
