/**
 * The transformations of a graph: {@link org.netwright.processor.pass.ReverseMode} appends the
 * gradient, {@link org.netwright.processor.pass.Fusion} replaces two operations with one, {@link
 * org.netwright.processor.pass.Inference} removes what only training needs.
 */
@NullMarked
package org.netwright.processor.pass;

import org.jspecify.annotations.NullMarked;
