package org.netwright.processor.source;

/**
 * {@code @After}: which layer another follows.
 *
 * @param name of the field that it names
 * @param ref where the name stands
 */
public record After(AnnotationUse use, String name, SourceRef ref) {}
