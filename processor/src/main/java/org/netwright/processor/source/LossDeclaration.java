package org.netwright.processor.source;

import org.netwright.processor.kind.LossKind;

/** A loss, such as {@code @Huber}. */
public record LossDeclaration(AnnotationUse use, LossKind kind) implements FieldAnnotation {}
