package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.ClassDeclaration.Obstacle;
import org.netwright.processor.source.NetworkDeclaration;

/** A trainer can make an instance of the class, and sees all its layers. */
final class InstantiableClass implements Rule {
  @Override
  public void check(NetworkDeclaration network, Report.Builder report) {
    ClassDeclaration type = network.type();
    for (Obstacle obstacle : type.obstacles()) {
      report.add(messageFor(obstacle), network.ref(), type.simpleName());
    }
    if (type.packageName().isEmpty() && type.simpleNames().get(0).equals("Builder")) {
      report.add(Message.CLASS_IS_HIDDEN, network.ref(), type.simpleNames().get(0));
    }
    if (!type.superclass().isEmpty()) {
      report.add(Message.CLASS_EXTENDS, network.ref(), type.simpleName(), type.superclass());
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
