package org.netwright.processor.validation;

import java.nio.charset.StandardCharsets;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.wiring.WiredNetwork;

/** Generated classes can have the names that follow from that of the network. */
final class FittingClassName implements Rule {
  /**
   * The limit of most file systems: in bytes on Linux, in characters, of which there are fewer,
   * elsewhere.
   */
  private static final int MAX_FILE_NAME = 255;

  @Override
  public void check(WiredNetwork network, Diagnostics.Builder diagnostics) {
    ClassDeclaration type = network.declaration().type();
    if (type.isHiddenByBuilder()) {
      diagnostics.add(
          Message.CLASS_IS_HIDDEN,
          network.declaration().ref(),
          type.simpleNames().get(0),
          type.trainerName());
    }
    int length = type.longestClassFile().getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_FILE_NAME) {
      diagnostics.add(
          Message.CLASS_NAME_TOO_LONG,
          network.declaration().ref(),
          type.simpleName(),
          length,
          MAX_FILE_NAME,
          length - MAX_FILE_NAME);
    }
  }
}
