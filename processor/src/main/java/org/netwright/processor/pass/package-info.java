/**
 * What is done to a graph between the declaration and the code: {@link
 * org.netwright.processor.pass.ReverseMode} appends the gradient by the table of {@code
 * AdjointRules}, {@link org.netwright.processor.pass.Fusion} makes one operation of two, {@link
 * org.netwright.processor.pass.Evaluation} takes out what only training needs, {@link
 * org.netwright.processor.pass.BufferPlan} gives each value a buffer, {@link
 * org.netwright.processor.pass.MemoryPlan} each buffer its memory.
 */
@NullMarked
package org.netwright.processor.pass;

import org.jspecify.annotations.NullMarked;
