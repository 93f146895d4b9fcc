package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.ClassDeclaration.Obstacle;
import org.netwright.processor.source.DeclaredClass;

/** A trainer can create an instance of the class, which declares all its layers. */
final class InstantiableClass implements ClassRule {
  @Override
  public void check(DeclaredClass declared, Diagnostics.Builder diagnostics) {
    ClassDeclaration type = declared.type();
    for (Obstacle obstacle : type.obstacles()) {
      diagnostics.add(messageFor(obstacle), declared.ref(), type.simpleName());
    }
    if (!type.superclass().isEmpty()) {
      diagnostics.add(Message.CLASS_EXTENDS, declared.ref(), type.simpleName(), type.superclass());
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
