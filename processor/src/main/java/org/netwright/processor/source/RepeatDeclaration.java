package org.netwright.processor.source;

/** {@code @Repeat}: how many times a block is repeated. */
public record RepeatDeclaration(AnnotationUse use, int times) implements FieldAnnotation {}
