package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.ClassDeclaration;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OwnClass;
import org.netwright.processor.wiring.WiredNetwork;

/** A trainer can create an instance of each class that {@code @Penalty} and {@code @Loss} name. */
final class UsableClasses implements Rule {

  /** What is reported of a class. */
  private record Messages(Message noContract, Message notInstantiable, Message notVisible) {
    static Messages of(OwnClass.Contract contract) {
      return switch (contract) {
        case PENALTY ->
            new Messages(
                Message.NO_PARAMETER_PENALTY,
                Message.PENALTY_NOT_INSTANTIABLE,
                Message.PENALTY_NOT_VISIBLE);
        case LOSS ->
            new Messages(
                Message.NO_OUTPUT_LOSS, Message.LOSS_NOT_INSTANTIABLE, Message.LOSS_NOT_VISIBLE);
      };
    }
  }

  @Override
  public void check(WiredNetwork wired, Diagnostics.Builder diagnostics) {
    NetworkDeclaration network = wired.declaration();
    network.layers().stream()
        .flatMap(LayerDeclaration::ownClasses)
        .forEach(own -> check(own, network.type(), diagnostics));
  }

  private static void check(
      OwnClass own, ClassDeclaration network, Diagnostics.Builder diagnostics) {
    ClassDeclaration type = own.type();
    String name = String.join(".", type.simpleNames());
    Messages messages = Messages.of(own.contract());
    if (!own.fulfilsContract()) {
      diagnostics.add(messages.noContract(), own.ref(), name);
    } else if (!isInstantiable(type)) {
      diagnostics.add(messages.notInstantiable(), own.ref(), name, obstacle(type));
    } else if (!own.isVisibleFrom(network.packageName())) {
      diagnostics.add(messages.notVisible(), own.ref(), name, network.trainerName());
    } else if (type.isHiddenByBuilder()) {
      diagnostics.add(Message.CLASS_IS_HIDDEN, own.ref(), name, network.trainerName());
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
