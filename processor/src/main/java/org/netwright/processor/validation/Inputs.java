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
    problem(input, spec, other.name(), inputs)
        .ifPresent(
            problem ->
                diagnostics.add(
                    Message.LENGTHS_OF_ANOTHER, other.ref(), input.name(), other.name(), problem));
  }

  private static Optional<String> problem(
      WiredLayer input, Input.Spec spec, String other, List<WiredLayer> inputs) {
    if (spec.isSetVariable()) {
      return Optional.of("variable = true is for lengths of its own. Remove one of the two");
    }
    Optional<WiredLayer> found =
        inputs.stream().filter(known -> known.name().equals(other)).findFirst();
    Optional<Input.Spec> of = found.flatMap(Inputs::specOf);
    if (found.isEmpty() || of.isEmpty()) {
      return Optional.of("it is not an input. Name the input that its steps come from");
    }
    if (inputs.indexOf(found.get()) >= inputs.indexOf(input)) {
      return Optional.of("it is declared later. Move it before " + input.name());
    }
    Optional<String> shared = of.get().lengths().map(Reference::name);
    if (shared.isPresent()) {
      return Optional.of("it has those of %s. Name %1$s".formatted(shared.get()));
    }
    if (!of.get().variable()) {
      return Optional.of("its sequences have all steps. Declare variable = true there");
    }
    int steps = spec.dimensions().get(0);
    int otherSteps = of.get().dimensions().get(0);
    return steps == otherSteps
        ? Optional.empty()
        : Optional.of(
            "it has up to %d steps, and %s %d. Declare the same number"
                .formatted(otherSteps, input.name(), steps));
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
