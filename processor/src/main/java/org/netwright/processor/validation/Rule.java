package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.source.NetworkDeclaration;

/**
 * A condition that a valid declaration meets. Rules are independent of each other, so that one
 * compiler run reports all errors. Each rule must also handle declarations that violate other
 * rules.
 */
interface Rule {
  void check(NetworkDeclaration network, Diagnostics.Builder diagnostics);
}
