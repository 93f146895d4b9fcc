package org.netwright.processor.shape;

import java.util.List;
import org.netwright.processor.layer.Misfit;
import org.netwright.processor.source.NetworkDeclaration;
import org.netwright.processor.source.OperationDeclaration;
import org.netwright.processor.wiring.WiredNetwork;

/**
 * A network with the shapes that could be inferred: those of all layers, if it is valid.
 *
 * @param layers those whose shapes are known, in an order in which they can run
 * @param misplaced the operations that do not accept their inputs
 */
public record ShapedNetwork(
    WiredNetwork wired, List<ShapedLayer> layers, List<Misplaced> misplaced) {

  /**
   * An operation that does not accept its inputs.
   *
   * @param layer the name of its layer
   * @param given the name of the layer whose output it takes
   */
  public record Misplaced(
      String layer, String given, OperationDeclaration operation, Misfit misfit) {}

  public ShapedNetwork {
    layers = List.copyOf(layers);
    misplaced = List.copyOf(misplaced);
  }

  /** The network with the layers of its blocks in place of their fields. */
  public NetworkDeclaration declaration() {
    return wired.declaration();
  }

  /** The inputs, in the order of their fields. */
  public List<ShapedLayer> inputs() {
    return layers.stream().filter(l -> l.declaration().input().isPresent()).toList();
  }

  /** What the network returns, in the order of the fields. */
  public List<ShapedLayer> outputs() {
    return layers.stream().filter(l -> l.declaration().isOutput()).toList();
  }

  /** The layers with a loss, in the order of the fields. */
  public List<ShapedLayer> losses() {
    return layers.stream().filter(l -> l.declaration().loss().isPresent()).toList();
  }

  /** Whether it has one input, and one output with a loss. */
  public boolean isSimple() {
    return inputs().size() == 1 && outputs().size() == 1;
  }

  /** The number of trained parameters of the layers. */
  public long parameters() {
    return layers.stream()
        .flatMap(layer -> layer.ownParameters().stream())
        .mapToLong(parameter -> parameter.shape().elements())
        .sum();
  }
}
