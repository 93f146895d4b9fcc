package org.netwright.processor.validation;

import java.util.List;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Input;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.wiring.BlockInstance;
import org.netwright.processor.wiring.WiredLayer;
import org.netwright.processor.wiring.WiredNetwork;

/** The network has inputs with dimensions, and its first field has something to read. */
final class Inputs implements Rule {
  @Override
  public void check(WiredNetwork network, Diagnostics.Builder diagnostics) {
    NetworkDeclaration declared = network.declaration();
    List<WiredLayer> inputs = network.inputs();
    if (inputs.isEmpty()) {
      diagnostics.add(Message.NO_INPUT, declared.ref(), declared.type().simpleName());
      return;
    }
    for (WiredLayer input : inputs) {
      OperationDeclaration declaredInput = input.declaration().input().orElseThrow();
      if (declaredInput.operation().spec() instanceof Input.Spec spec
          && spec.dimensions().isEmpty()) {
        diagnostics.add(Message.NO_DIMENSIONS, declaredInput.use().ref());
      }
    }
    network.layers().stream()
        .filter(layer -> layer.block().stream().allMatch(Inputs::hasInput))
        .filter(layer -> layer.input().isEmpty() && layer.declaration().input().isEmpty())
        .findFirst()
        .ifPresent(first -> report(first.declaration(), inputs.get(0).declaration(), diagnostics));
  }

  /** Whether a block has an input, and those around it; one that has none is reported itself. */
  private static boolean hasInput(BlockInstance block) {
    return block.block().layers().get(0).input().isPresent()
        && block.around().stream().allMatch(Inputs::hasInput);
  }

  private static void report(
      LayerDeclaration first, LayerDeclaration input, Diagnostics.Builder diagnostics) {
    diagnostics.add(
        Message.INPUT_IS_NOT_FIRST,
        input.input().orElseThrow().use().ref(),
        input.name(),
        first.name());
  }
}
