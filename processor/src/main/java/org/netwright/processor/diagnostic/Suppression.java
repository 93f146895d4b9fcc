package org.netwright.processor.diagnostic;

/**
 * A message that the source suppresses.
 *
 * @param id as written, in the form {@code netwright.dropout-on-output}
 */
public record Suppression(String id, SourceRef ref) {}
