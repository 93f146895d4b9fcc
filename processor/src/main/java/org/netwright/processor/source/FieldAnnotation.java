package org.netwright.processor.source;

/** What one annotation declares about a layer. */
public sealed interface FieldAnnotation
    permits OperationDeclaration, LossDeclaration, RegularizerDeclaration, NoPenaltyDeclaration {

  /** The annotation. */
  AnnotationUse use();
}
