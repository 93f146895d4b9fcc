package org.netwright.processor.source;

import org.netwright.processor.diagnostic.SourceRef;

/**
 * {@code @After}: the layer that another layer follows.
 *
 * @param name the name of the field
 * @param ref the place of the name in the source
 */
public record After(AnnotationUse use, String name, SourceRef ref) {}
