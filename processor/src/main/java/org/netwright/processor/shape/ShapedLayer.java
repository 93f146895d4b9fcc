package org.netwright.processor.shape;

import java.util.List;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.source.LayerDeclaration;
import org.netwright.processor.wiring.WiredLayer;

/**
 * A layer whose shapes are known.
 *
 * @param operations in the order in which they are applied
 * @param output the shape of its output
 */
public record ShapedLayer(WiredLayer wired, List<ShapedOperation> operations, Shape output) {

  public ShapedLayer {
    operations = List.copyOf(operations);
  }

  public LayerDeclaration declaration() {
    return wired.declaration();
  }

  public String name() {
    return wired.name();
  }

  /** The parameters that it uses, its own or another layer's. */
  public List<Parameter> parameters() {
    return operations.stream().flatMap(op -> op.signature().parameters().stream()).toList();
  }

  /** Its own parameters, in their order in the flat vector. */
  public List<Parameter> ownParameters() {
    return wired.ownsParameters() ? parameters() : List.of();
  }

  /** How many examples each mini-batch must have in training. */
  public int leastRows() {
    return operations.stream().mapToInt(op -> op.signature().leastRows()).max().orElse(1);
  }

  /** The number of ids that it takes, of a layer that takes ids. */
  public int vocabulary() {
    return parameters().get(0).shape().dimensions().get(0);
  }

  /** The name of a parameter in the whole network: {@code hidden.weight}. */
  public String nameOf(Parameter parameter) {
    return wired.owner().orElse(name()) + "." + parameter.name();
  }
}
