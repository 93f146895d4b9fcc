package org.netwright.processor.validation;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.layer.Input;
import org.netwright.processor.layer.Reference;
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
      specOf(input).ifPresent(spec -> check(input, spec, inputs, diagnostics));
    }
    network.layers().stream()
        .filter(layer -> layer.block().stream().allMatch(Inputs::hasInput))
        .filter(layer -> layer.input().isEmpty() && layer.declaration().input().isEmpty())
        .findFirst()
        .ifPresent(first -> report(first.declaration(), inputs.get(0).declaration(), diagnostics));
  }

  private static void check(
      WiredLayer input, Input.Spec spec, List<WiredLayer> inputs, Diagnostics.Builder diagnostics) {
    if (spec.dimensions().isEmpty()) {
      OperationDeclaration declared = input.declaration().input().orElseThrow();
      diagnostics.add(Message.NO_DIMENSIONS, declared.use().ref());
    } else {
      spec.lengths().ifPresent(other -> checkLengths(input, spec, other, inputs, diagnostics));
    }
  }

  /** Empty for a record. */
  private static Optional<Input.Spec> specOf(WiredLayer input) {
    return input.declaration().input().stream()
        .map(declared -> declared.operation().spec())
        .filter(Input.Spec.class::isInstance)
        .map(Input.Spec.class::cast)
        .findFirst();
  }

  /** Lengths are read before the sequences that have them, which are at most as long. */
  private static void checkLengths(
      WiredLayer input,
      Input.Spec spec,
      Reference other,
      List<WiredLayer> inputs,
      Diagnostics.Builder diagnostics) {
    boolean fits =
        inputs.subList(0, inputs.indexOf(input)).stream()
            .filter(before -> before.name().equals(other.name()))
            .flatMap(before -> specOf(before).stream())
            .anyMatch(
                before ->
                    before.hasOwnLengths()
                        && before.dimensions().stream()
                            .findFirst()
                            .equals(spec.dimensions().stream().findFirst()));
    if (!fits) {
      diagnostics.add(
          Message.LENGTHS_OF_ANOTHER,
          other.ref(),
          input.name(),
          other.name(),
          spec.dimensions().get(0));
    }
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
