package org.netwright.processor.validation;

import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.source.AnnotationUse;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;

/** The network starts with its only input. */
final class OneInput implements Rule {
  @Override
  public void check(NetworkDeclaration network, Diagnostics.Builder diagnostics) {
    List<LayerDeclaration> inputs =
        network.layers().stream().filter(layer -> layer.input().isPresent()).toList();
    if (inputs.isEmpty()) {
      diagnostics.add(Message.NO_INPUT, network.ref(), network.type().simpleName());
      return;
    }
    LayerDeclaration input = inputs.get(0);
    LayerDeclaration first = network.layers().get(0);
    AnnotationUse use = input.input().orElseThrow().use();
    if (!input.equals(first)) {
      diagnostics.add(Message.INPUT_IS_NOT_FIRST, use.ref(), input.name(), first.name());
    }
    if (use.arguments().isEmpty()) {
      diagnostics.add(Message.NO_DIMENSIONS, use.ref());
    }
    for (LayerDeclaration second : inputs.subList(1, inputs.size())) {
      diagnostics.add(
          Message.SECOND_INPUT,
          second.input().orElseThrow().use().ref(),
          second.name(),
          input.name());
    }
  }
}
