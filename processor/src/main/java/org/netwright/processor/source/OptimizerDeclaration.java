package org.netwright.processor.source;

import org.netwright.processor.vocabulary.OptimizerKind;
import org.netwright.processor.vocabulary.Scope;

/**
 * {@code @Sgd} and its like.
 *
 * @param nesterov SGD's flag, false for the others
 * @param nesterovRef where it is set
 * @param decayed what AdamW's weight decay acts on, of no meaning for the others
 */
public record OptimizerDeclaration(
    AnnotationUse use, OptimizerKind kind, boolean nesterov, SourceRef nesterovRef, Scope decayed) {

  /** The number given for a member. */
  public double argument(String member) {
    return use.argument(member).value();
  }
}
