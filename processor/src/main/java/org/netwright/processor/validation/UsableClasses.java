package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.CustomPenaltyClass;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.wiring.WiredNetwork;

/** A trainer can create an instance of each class that {@code @Penalty} names. */
final class UsablePenalties implements Rule {
  @Override
  public void check(WiredNetwork wired, Diagnostics.Builder diagnostics) {
    NetworkDeclaration network = wired.declaration();
    network.layers().stream()
        .flatMap(layer -> layer.regularizers().stream())
        .flatMap(part -> part.custom().stream())
        .forEach(penalty -> check(penalty, network.type(), diagnostics));
  }

  private static void check(
      CustomPenaltyClass penalty, ClassDeclaration network, Diagnostics.Builder diagnostics) {
    ClassDeclaration type = penalty.type();
    String name = String.join(".", type.simpleNames());
    if (!penalty.isPenalty()) {
      diagnostics.add(Message.NO_PARAMETER_PENALTY, penalty.ref(), name);
    } else if (!isInstantiable(type)) {
      diagnostics.add(Message.PENALTY_NOT_INSTANTIABLE, penalty.ref(), name, obstacle(type));
    } else if (!penalty.isVisibleFrom(network.packageName())) {
      diagnostics.add(Message.PENALTY_NOT_VISIBLE, penalty.ref(), name, network.trainerName());
    } else if (type.isHiddenByBuilder()) {
      diagnostics.add(Message.CLASS_IS_HIDDEN, penalty.ref(), name, network.trainerName());
    }
  }

  private static boolean isInstantiable(ClassDeclaration type) {
    return type.obstacles().isEmpty() && isClassOrRecord(type);
  }

  private static boolean isClassOrRecord(ClassDeclaration type) {
    return type.isClass() || type.kind().equals("record");
  }

  /** The reason why not, as in "because it is abstract". */
  private static String obstacle(ClassDeclaration type) {
    if (!isClassOrRecord(type)) {
      return "is an " + type.kind();
    }
    return switch (type.obstacles().stream().sorted().findFirst().orElseThrow()) {
      case PRIVATE -> "is private";
      case ENCLOSED_IN_PRIVATE -> "is nested in a private class";
      case GENERIC -> "has type parameters";
      case INNER -> "is an inner class";
      case ABSTRACT -> "is abstract";
      case NO_CONSTRUCTOR -> "has no constructor that the trainer can call";
    };
  }
}
