package org.netwright.processor.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.Nearest;
import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.source.After;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/** Orders the layers according to {@code @After}. */
public final class LayerOrder {
  private LayerOrder() {}

  /** Checks that all {@code @After} annotations together define one order. */
  public static Report check(NetworkDeclaration network) {
    Report.Builder report = new Report.Builder();
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
        report.add(Message.INPUT_IS_MORE, after.use().ref(), layer.name(), after.use());
      } else if (!names.contains(after.name())) {
        String hint = Nearest.hint(after.name(), names);
        report.add(Message.AFTER_UNKNOWN_LAYER, after.ref(), layer.name(), after.name(), hint);
      } else if (other != null) {
        report.add(Message.AFTER_TWICE, after.ref(), other.name(), layer.name(), after.name());
      } else {
        continue;
      }
      known = false;
    }
    if (known) {
      List<LayerDeclaration> placed = ordered(network).layers();
      network.layers().stream()
          .filter(layer -> !placed.contains(layer))
          .findFirst()
          .ifPresent(
              lost ->
                  report.add(
                      Message.AFTER_IN_CIRCLE,
                      lost.after().orElseThrow().ref(),
                      lost.name(),
                      lost.after().orElseThrow().name()));
    }
    return report.build();
  }

  /** Returns the network with its layers in order. Layers in a cycle are omitted. */
  public static NetworkDeclaration ordered(NetworkDeclaration network) {
    Map<String, LayerDeclaration> followers = new HashMap<>();
    network.layers().forEach(l -> l.after().ifPresent(a -> followers.put(a.name(), l)));
    List<LayerDeclaration> ordered = new ArrayList<>();
    for (LayerDeclaration layer : network.layers()) {
      if (layer.after().isEmpty()) {
        for (LayerDeclaration l = layer; l != null; l = followers.get(l.name())) {
          ordered.add(l);
        }
      }
    }
    return network.with(ordered);
  }
}
