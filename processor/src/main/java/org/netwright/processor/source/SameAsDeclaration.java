package org.netwright.processor.source;

import org.netwright.processor.layer.Reference;

/** {@code @SameAs}: the field whose layer and parameters are used once more. */
public record SameAsDeclaration(AnnotationUse use, Reference other) implements FieldAnnotation {}
