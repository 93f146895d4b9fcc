/**
 * The records that networks take as inputs: which of their components become numbers, and how many.
 */
@NullMarked
package org.netwright.processor.features;

import org.jspecify.annotations.NullMarked;
