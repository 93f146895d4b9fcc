/**
 * The transformations of a graph between the declaration and the code: {@link
 * org.netwright.processor.pass.ReverseMode} appends the gradient according to the table in {@code
 * AdjointRules}, {@link org.netwright.processor.pass.Fusion} replaces two operations with one,
 * {@link org.netwright.processor.pass.Evaluation} removes what only training needs, {@link
 * org.netwright.processor.pass.BufferPlan} assigns a buffer to each value, {@link
 * org.netwright.processor.pass.MemoryPlan} assigns memory to each buffer.
 */
@NullMarked
package org.netwright.processor.pass;

import org.jspecify.annotations.NullMarked;
