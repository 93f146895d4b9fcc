package org.netwright.processor.validation;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;

/** A layer that uses another's parameters needs them in the same shapes. */
final class SharedShapes implements ShapeRule {
  @Override
  public void check(ShapedNetwork network, Diagnostics.Builder diagnostics) {
    Map<String, Shape> own = new HashMap<>();
    network
        .layers()
        .forEach(layer -> layer.ownParameters().forEach(p -> own.put(layer.nameOf(p), p.shape())));
    for (ShapedLayer layer : network.layers()) {
      if (!layer.wired().ownsParameters()) {
        layer.parameters().stream()
            .filter(p -> own.containsKey(layer.nameOf(p)))
            .filter(p -> !p.shape().equals(own.get(layer.nameOf(p))))
            .findFirst()
            .ifPresent(
                p ->
                    report(
                        layer, p, requireNonNull(own.get(layer.nameOf(p))), network, diagnostics));
      }
    }
  }

  private static void report(
      ShapedLayer layer,
      Parameter parameter,
      Shape own,
      ShapedNetwork network,
      Diagnostics.Builder diagnostics) {
    String owner = layer.wired().owner().orElseThrow();
    SourceRef ref =
        layer
            .declaration()
            .sameAs()
            .map(same -> same.other().ref())
            .orElse(layer.declaration().ref());
    diagnostics.add(
        Message.SAME_AS_OTHER_SHAPE,
        ref,
        layer.name(),
        parameter.name(),
        owner,
        own,
        parameter.shape(),
        new ShapeTable(network).upTo(layer.name(), "takes what " + owner + " takes"));
  }
}
