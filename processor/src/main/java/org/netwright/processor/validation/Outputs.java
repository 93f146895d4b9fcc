package org.netwright.processor.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.LossDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.wiring.WiredLayer;
import org.netwright.processor.wiring.WiredNetwork;

/** The network has a loss, each layer leads to an output, and each trained layer to a loss. */
final class Outputs implements Rule {
  /** Those without parameters: Java Language Specification, section 8.10.1. */
  private static final Set<String> METHODS_OF_OBJECTS =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  @Override
  public void check(WiredNetwork network, Diagnostics.Builder diagnostics) {
    // A field without annotations is reported elsewhere.
    List<WiredLayer> layers =
        network.layers().stream()
            .filter(layer -> layer.declaration().input().isEmpty())
            .filter(
                layer -> !layer.declaration().annotations().isEmpty() || layer.block().isPresent())
            .toList();
    if (layers.isEmpty()) {
      return;
    }
    NetworkDeclaration declared = network.declaration();
    for (WiredLayer layer : network.losses()) {
      checkLayer(layer.declaration(), diagnostics);
    }
    if (network.losses().isEmpty()) {
      WiredLayer last = layers.get(layers.size() - 1);
      diagnostics.add(Message.NO_LOSS, declared.ref(), declared.type().simpleName(), last.name());
      return;
    }
    checkNames(network, diagnostics);
    checkReaders(network, diagnostics);
  }

  /**
   * Several outputs are the components of a record, which cannot have the names of its methods, and
   * so are several inputs that are records.
   */
  private static void checkNames(WiredNetwork network, Diagnostics.Builder diagnostics) {
    checkNames(
        network.outputs().stream().map(WiredLayer::name).toList(), "outputs", network, diagnostics);
    checkNames(List.copyOf(network.records().keySet()), "inputs", network, diagnostics);
  }

  private static void checkNames(
      List<String> fields, String what, WiredNetwork network, Diagnostics.Builder diagnostics) {
    if (fields.size() > 1) {
      network.declaration().layers().stream()
          .filter(layer -> fields.contains(layer.name()))
          .filter(layer -> METHODS_OF_OBJECTS.contains(layer.name()))
          .forEach(
              layer ->
                  diagnostics.add(Message.OUTPUT_NAME_IS_TAKEN, layer.ref(), layer.name(), what));
    }
  }

  private static void checkLayer(LayerDeclaration layer, Diagnostics.Builder diagnostics) {
    LossDeclaration loss = layer.loss().orElseThrow();
    if (layer.operations().isEmpty() && layer.sameAs().isEmpty()) {
      diagnostics.add(Message.LOSS_WITHOUT_LAYER, loss.use().ref(), layer.name(), loss.use());
    }
  }

  private static void checkReaders(WiredNetwork network, Diagnostics.Builder diagnostics) {
    // What leads to no output ends in a field that is reported.
    Set<String> useful = leadingTo(network.outputs(), network);
    Set<String> trained = leadingTo(network.losses(), network);
    Set<String> read = network.readers().keySet();
    for (WiredLayer layer : network.layers()) {
      LayerDeclaration declared = layer.declaration();
      if (!read.contains(layer.name()) && !declared.isOutput()) {
        Message message =
            layer.block().isPresent() ? Message.UNREAD_IN_BLOCK : Message.UNREAD_FIELD;
        diagnostics.add(message, declared.ref(), layer.name());
      } else if (useful.contains(layer.name())
          && !trained.contains(layer.name())
          && isToBeTrained(layer, trained, network)) {
        diagnostics.add(Message.NOT_TRAINED, declared.ref(), layer.name());
      }
    }
  }

  /** Whether a loss must depend on it: on every input, and on all that has parameters. */
  private static boolean isToBeTrained(
      WiredLayer layer, Set<String> trained, WiredNetwork network) {
    return layer.declaration().input().isPresent()
        || (layer.declaration().hasParameters()
            && layer.ownsParameters()
            && !isShared(layer, trained, network));
  }

  /** Whether another layer trains its parameters. */
  private static boolean isShared(WiredLayer layer, Set<String> trained, WiredNetwork network) {
    return network.layers().stream()
        .anyMatch(
            other ->
                other.owner().filter(layer.name()::equals).isPresent()
                    && trained.contains(other.name()));
  }

  /** The layers that others read, directly or through others, and these themselves. */
  private static Set<String> leadingTo(List<WiredLayer> ends, WiredNetwork network) {
    Set<String> found =
        ends.stream().map(WiredLayer::name).collect(Collectors.toCollection(HashSet::new));
    List<WiredLayer> layers = network.layers();
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (found.contains(layers.get(i).name())) {
        found.addAll(layers.get(i).reads());
      }
    }
    return found;
  }
}
