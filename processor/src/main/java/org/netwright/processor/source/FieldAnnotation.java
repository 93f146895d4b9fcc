package org.netwright.processor.source;

/** What one annotation declares about a layer. */
public sealed interface FieldAnnotation
    permits OperationDeclaration,
        LossDeclaration,
        OutputDeclaration,
        SameAsDeclaration,
        RepeatDeclaration,
        RegularizerDeclaration,
        NoPenaltyDeclaration {

  /** The annotation. */
  AnnotationUse use();
}
