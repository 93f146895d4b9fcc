package org.netwright.processor.source;

/** {@code @Output}. */
public record OutputDeclaration(AnnotationUse use) implements FieldAnnotation {}
