package org.netwright.processor.wiring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.processor.layer.Operation;
import org.netwright.processor.layer.Reference;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.source.OperationDeclaration;

/**
 * A layer of the network or of a block in it, with what it reads. All names are those of the whole
 * network.
 *
 * @param declaration under its name in the whole network
 * @param input the layer that it reads; empty for an input of the network
 * @param fields the layers that its annotations name, by the names there
 * @param owner the layer whose parameters it uses, if they are not its own
 * @param block the block that it is a part of
 */
public record WiredLayer(
    LayerDeclaration declaration,
    Optional<String> input,
    Map<String, String> fields,
    Optional<String> owner,
    Optional<BlockInstance> block) {

  public WiredLayer {
    fields = Map.copyOf(fields);
  }

  public String name() {
    return declaration.name();
  }

  /** The layer that a field of the same class, named by an annotation, ends in. */
  public String resolve(Reference reference) {
    String layer = fields.get(reference.name());
    if (layer == null) {
      throw new IllegalArgumentException(reference.name() + " is not named by " + name());
    }
    return layer;
  }

  /** The layers whose outputs one of its operations takes in addition to its input. */
  public List<String> others(Operation<?> operation) {
    return operation.others().stream().map(this::resolve).toList();
  }

  /** The layers whose outputs it reads, each once, in order. */
  public List<String> reads() {
    return Stream.concat(
            input.stream(),
            declaration.operations().stream()
                .flatMap(declared -> others(declared.operation()).stream()))
        .distinct()
        .toList();
  }

  /** In words what it does, if it joins the parts of a record. */
  public Optional<String> joined() {
    if (input.isEmpty() || !isField() || block.isPresent()) {
      return Optional.empty();
    }
    List<OperationDeclaration> operations = declaration.operations();
    if (operations.isEmpty()) {
      return Optional.of("the same as " + input.get());
    }
    return operations.get(0).use().name().equals("Features")
        ? Optional.of("concat")
        : Optional.empty();
  }

  /** Whether a field of the network or of a block is this layer. */
  public boolean isField() {
    return block.isPresent() || !name().contains(".");
  }

  /** Whether what it reads are ids. */
  public boolean takesIds() {
    return input.isPresent()
        && declaration.operations().stream()
            .limit(1)
            .anyMatch(declared -> declared.operation().kind().takesIds());
  }

  /** Whether its parameters are its own. */
  public boolean ownsParameters() {
    return owner.isEmpty();
  }
}
