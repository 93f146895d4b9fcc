package org.netwright.processor.shape;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.layer.Misfit;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OperationDeclaration;

/**
 * A network with the shapes that could be inferred: those of all layers, if it is valid.
 *
 * @param layers those whose shapes are known, from the first one on
 * @param misplaced what follows them and does not accept its input, if that is why they end
 */
public record ShapedNetwork(
    NetworkDeclaration declaration, List<ShapedLayer> layers, Optional<Misplaced> misplaced) {

  /**
   * An operation that does not accept its input.
   *
   * @param layer the name of its layer
   */
  public record Misplaced(String layer, OperationDeclaration operation, Misfit misfit) {}

  public ShapedNetwork {
    layers = List.copyOf(layers);
  }

  /** Whether the shapes of all layers are known. */
  public boolean isComplete() {
    return !layers.isEmpty() && layers.size() == declaration.layers().size();
  }

  /** The layer whose output the loss reads. */
  public ShapedLayer last() {
    return layers.get(layers.size() - 1);
  }

  /** The number of trained parameters of the layers. */
  public long parameters() {
    return layers.stream()
        .flatMap(layer -> layer.parameters().stream())
        .mapToLong(parameter -> parameter.shape().elements())
        .sum();
  }
}
