package org.netwright.runtime.internal.records;

import org.netwright.runtime.generated.TargetEncoding;

/**
 * One target of a network.
 *
 * @param layer with the loss
 * @param width of the output
 */
public record EncodedTarget(String layer, TargetEncoding encoding, int width) {

  /** Returns how many numbers a target is: of a class its number. */
  int numbers() {
    return encoding == TargetEncoding.CLASSES ? 1 : width;
  }
}
