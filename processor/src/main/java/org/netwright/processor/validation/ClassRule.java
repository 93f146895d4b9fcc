package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Diagnostics;
import org.netwright.processor.source.DeclaredClass;

/** A condition that a valid class with layers meets: a network, or a block by itself. */
interface ClassRule {
  void check(DeclaredClass declared, Diagnostics.Builder diagnostics);
}
