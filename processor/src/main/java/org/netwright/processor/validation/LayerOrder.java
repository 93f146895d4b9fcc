package org.netwright.processor.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.After;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.text.Nearest;

/** Orders the layers according to {@code @After}. */
final class LayerOrder {
  private LayerOrder() {}

  /**
   * Returns the network with its layers in order, or empty if the {@code @After} annotations do not
   * define one.
   */
  static Optional<NetworkDeclaration> order(
      NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    List<String> names = network.layers().stream().map(LayerDeclaration::name).toList();
    Map<String, LayerDeclaration> followers = new HashMap<>();
    boolean known = true;
    for (LayerDeclaration layer : network.layers()) {
      if (layer.after().isEmpty()) {
        continue;
      }
      After after = layer.after().get();
      LayerDeclaration other = followers.putIfAbsent(after.name(), layer);
      if (layer.input().isPresent()) {
        diagnostics.add(Message.INPUT_IS_MORE, after.use().ref(), layer.name(), after.use());
      } else if (!names.contains(after.name())) {
        String hint = Nearest.hint(after.name(), names);
        diagnostics.add(Message.AFTER_UNKNOWN_LAYER, after.ref(), layer.name(), after.name(), hint);
      } else if (other != null) {
        diagnostics.add(Message.AFTER_TWICE, after.ref(), other.name(), layer.name(), after.name());
      } else {
        continue;
      }
      known = false;
    }
    if (!known) {
      return Optional.empty();
    }
    List<LayerDeclaration> ordered = ordered(network, followers);
    Optional<LayerDeclaration> inCircle =
        network.layers().stream().filter(layer -> !ordered.contains(layer)).findFirst();
    inCircle.ifPresent(
        layer ->
            diagnostics.add(
                Message.AFTER_IN_CIRCLE,
                layer.after().orElseThrow().ref(),
                layer.name(),
                layer.after().orElseThrow().name()));
    return inCircle.isPresent() ? Optional.empty() : Optional.of(network.with(ordered));
  }

  /** The layers in order, without those in a cycle. */
  private static List<LayerDeclaration> ordered(
      NetworkDeclaration network, Map<String, LayerDeclaration> followers) {
    List<LayerDeclaration> ordered = new ArrayList<>();
    for (LayerDeclaration layer : network.layers()) {
      if (layer.after().isEmpty()) {
        for (LayerDeclaration l = layer; l != null; l = followers.get(l.name())) {
          ordered.add(l);
        }
      }
    }
    return ordered;
  }
}
