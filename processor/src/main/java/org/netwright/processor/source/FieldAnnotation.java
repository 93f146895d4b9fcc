package org.netwright.processor.source;

import java.util.Optional;

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

  /** The user's class that it names, of which a trainer creates an instance. */
  default Optional<OwnClass> ownClass() {
    return Optional.empty();
  }
}
