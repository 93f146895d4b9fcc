/**
 * The kinds of losses, penalties and optimisers, and the roles of parameters that they act on. Both
 * the declaration and the graph use them. One constant contains everything that is specific to
 * each.
 */
@NullMarked
package org.netwright.processor.kind;

import org.jspecify.annotations.NullMarked;
