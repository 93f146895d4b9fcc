package org.netwright.runtime.internal.predict;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.internal.input.OutputRows;

/**
 * One output of a network.
 *
 * @param layer its layer
 * @param tensor what a pass writes
 * @param rows what a row of it consists of
 * @param writer copies it
 * @param logits its meaning
 */
public record NetworkOutput(
    String layer, BatchTensor tensor, OutputRows rows, OutputWriter writer, Logits logits) {}
