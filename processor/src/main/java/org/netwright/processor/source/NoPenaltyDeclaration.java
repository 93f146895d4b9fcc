package org.netwright.processor.source;

/** {@code @NoPenalty}. */
public record NoPenaltyDeclaration(AnnotationUse use) implements FieldAnnotation {}
