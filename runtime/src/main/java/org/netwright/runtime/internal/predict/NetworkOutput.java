package org.netwright.runtime.internal.predict;

import org.netwright.runtime.generated.BatchTensor;

/**
 * One output of a network.
 *
 * @param layer its layer
 * @param tensor what a pass writes
 * @param writer copies it
 * @param logits its meaning
 */
public record NetworkOutput(String layer, BatchTensor tensor, OutputWriter writer, Logits logits) {}
