package org.netwright.processor.validation;

import java.nio.charset.StandardCharsets;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.ClassDeclaration.Obstacle;
import org.netwright.processor.source.NetworkDeclaration;

/** A trainer can create an instance of the class, which declares all its layers. */
final class InstantiableClass implements Rule {
  /**
   * The limit of most file systems: in bytes on Linux, in characters, of which there are fewer,
   * elsewhere.
   */
  private static final int MAX_FILE_NAME = 255;

  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    ClassDeclaration type = network.type();
    for (Obstacle obstacle : type.obstacles()) {
      diagnostics.add(messageFor(obstacle), network.ref(), type.simpleName());
    }
    if (type.isHiddenByBuilder()) {
      diagnostics.add(
          Message.CLASS_IS_HIDDEN, network.ref(), type.simpleNames().get(0), type.trainerName());
    }
    int length = type.longestClassFile().getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_FILE_NAME) {
      diagnostics.add(
          Message.CLASS_NAME_TOO_LONG,
          network.ref(),
          type.simpleName(),
          length,
          MAX_FILE_NAME,
          length - MAX_FILE_NAME);
    }
    if (!type.superclass().isEmpty()) {
      diagnostics.add(Message.CLASS_EXTENDS, network.ref(), type.simpleName(), type.superclass());
    }
  }

  private static Message messageFor(Obstacle obstacle) {
    return switch (obstacle) {
      case PRIVATE -> Message.CLASS_IS_PRIVATE;
      case ENCLOSED_IN_PRIVATE -> Message.CLASS_IN_PRIVATE_CLASS;
      case GENERIC -> Message.CLASS_IS_GENERIC;
      case INNER -> Message.CLASS_IS_INNER;
      case ABSTRACT -> Message.CLASS_IS_ABSTRACT;
      case NO_CONSTRUCTOR -> Message.CLASS_HAS_NO_CONSTRUCTOR;
    };
  }
}
