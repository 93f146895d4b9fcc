package org.netwright.processor.layer;

import org.netwright.processor.diagnostic.SourceRef;

/**
 * The name of another field, as an annotation gives it.
 *
 * @param ref the place of the name in the source
 */
public record Reference(String name, SourceRef ref) {}
