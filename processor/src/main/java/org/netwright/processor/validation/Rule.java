package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.wiring.WiredNetwork;

/**
 * A condition that a valid network meets, with the layers of its blocks. Rules are independent of
 * each other, so that one compiler run reports all errors. Each rule must also handle declarations
 * that violate other rules.
 */
interface Rule {
  void check(WiredNetwork network, Diagnostics.Builder diagnostics);
}
