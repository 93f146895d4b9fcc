package org.netwright.processor.source;

import org.netwright.processor.layer.Reference;

/** {@code @After}: the field whose output another field reads. */
public record After(AnnotationUse use, Reference field) {}
