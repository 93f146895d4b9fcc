package org.netwright.processor.validation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.shape.ShapedLayer;
import org.netwright.processor.shape.ShapedNetwork;

/** All embeddings that read the same ids have the same vocabulary. */
final class Vocabularies implements ShapeRule {
  @Override
  public void check(ShapedNetwork network, Diagnostics.Builder diagnostics) {
    Map<String, ShapedLayer> first = new HashMap<>();
    for (ShapedLayer layer : network.layers()) {
      Optional<String> ids = network.idsRead(layer);
      ShapedLayer other = ids.map(input -> first.putIfAbsent(input, layer)).orElse(null);
      if (other != null && other.vocabulary() != layer.vocabulary()) {
        diagnostics.add(
            Message.VOCABULARIES_DIFFER,
            layer.operations().get(0).declaration().use().ref(),
            ids.orElseThrow(),
            other.name(),
            other.vocabulary(),
            layer.name(),
            layer.vocabulary());
      }
    }
  }
}
