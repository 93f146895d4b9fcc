package org.netwright.processor.source;

import org.netwright.processor.layer.Operation;

/** What a layer does, such as {@code @Linear(10)}. */
public record OperationDeclaration(AnnotationUse use, Operation<?> operation)
    implements FieldAnnotation {}
