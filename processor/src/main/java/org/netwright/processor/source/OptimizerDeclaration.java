package org.netwright.processor.source;

import org.netwright.processor.diagnostic.SourceRef;
import org.netwright.processor.kind.OptimizerKind;
import org.netwright.processor.kind.Scope;

/**
 * An optimiser, such as {@code @Sgd}.
 *
 * @param nesterov SGD's flag; false for other optimisers
 * @param nesterovRef the place in the source where the flag is set
 * @param decayed the parameters that AdamW's weight decay acts on; ignored for other optimisers
 */
public record OptimizerDeclaration(
    AnnotationUse use, OptimizerKind kind, boolean nesterov, SourceRef nesterovRef, Scope decayed) {

  /** The number given for a member. */
  public double argument(String member) {
    return use.argument(member).value();
  }
}
