package org.netwright.processor.shape;

import java.util.List;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.Parameter;
import org.netwright.processor.source.LayerDeclaration;

/**
 * A layer whose shapes are known.
 *
 * @param operations in the order in which they are applied
 * @param output the shape of its output
 */
public record ShapedLayer(
    LayerDeclaration declaration, List<ShapedOperation> operations, Shape output) {

  public ShapedLayer {
    operations = List.copyOf(operations);
  }

  public String name() {
    return declaration.name();
  }

  /** Its parameters, in their order in the flat vector. */
  public List<Parameter> parameters() {
    return operations.stream().flatMap(op -> op.signature().parameters().stream()).toList();
  }

  /** The name of a parameter in the whole network: {@code hidden.weight}. */
  public String nameOf(Parameter parameter) {
    return name() + "." + parameter.name();
  }
}
