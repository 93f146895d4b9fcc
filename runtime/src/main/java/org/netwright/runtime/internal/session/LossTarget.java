package org.netwright.runtime.internal.session;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.TargetEncoding;

/**
 * What one loss compares an output with.
 *
 * @param layer the layer with the loss
 * @param weight its factor in the total
 */
public record LossTarget(
    String layer, TargetEncoding encoding, double weight, BatchTensor tensor) {}
