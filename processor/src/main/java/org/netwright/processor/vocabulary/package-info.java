/**
 * The terms of the field: activations, losses, penalties, optimisers. Both the declaration and the
 * graph use them. One constant contains everything that is specific to each.
 */
@NullMarked
package org.netwright.processor.vocabulary;

import org.jspecify.annotations.NullMarked;
