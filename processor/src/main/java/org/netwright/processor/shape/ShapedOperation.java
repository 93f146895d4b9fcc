package org.netwright.processor.shape;

import java.util.List;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.layer.Operation;
import org.netwright.processor.layer.Signature;
import org.netwright.processor.source.OperationDeclaration;

/**
 * An operation that accepts its inputs.
 *
 * @param inputs the shapes from which the signature was inferred
 */
public record ShapedOperation(
    OperationDeclaration declaration, List<Shape> inputs, Signature signature) {

  public ShapedOperation {
    inputs = List.copyOf(inputs);
  }

  public Operation<?> operation() {
    return declaration.operation();
  }
}
