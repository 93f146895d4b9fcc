package org.netwright.processor.shape;

import org.netwright.processor.layer.Operation;
import org.netwright.processor.layer.Signature;
import org.netwright.processor.source.OperationDeclaration;

/** An operation that accepts its inputs. */
public record ShapedOperation(OperationDeclaration declaration, Signature signature) {
  public Operation<?> operation() {
    return declaration.operation();
  }
}
