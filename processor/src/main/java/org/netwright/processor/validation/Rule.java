package org.netwright.processor.validation;

import org.netwright.processor.diagnostic.Report;
import org.netwright.processor.source.NetworkDeclaration;

/**
 * One thing that has to hold of a declaration. Rules are independent of each other, so that one run
 * of the compiler tells all that is wrong; each copes with whatever the others object to.
 */
interface Rule {
  void check(NetworkDeclaration network, Report.Builder report);
}
