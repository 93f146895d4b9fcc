package org.netwright.processor.source;

import org.netwright.processor.kind.LossKind;

/**
 * A loss, such as {@code @Huber}.
 *
 * @param weight its factor in the total
 */
public record LossDeclaration(AnnotationUse use, LossKind kind, double weight)
    implements FieldAnnotation {}
