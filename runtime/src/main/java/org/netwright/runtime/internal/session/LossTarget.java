package org.netwright.runtime.internal.session;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.input.OutputRows;

/**
 * What one loss compares an output with.
 *
 * @param layer the layer with the loss
 * @param weight its factor in the total
 * @param rows what the targets of an example consist of
 */
public record LossTarget(
    String layer, TargetEncoding encoding, double weight, BatchTensor tensor, OutputRows rows) {}
