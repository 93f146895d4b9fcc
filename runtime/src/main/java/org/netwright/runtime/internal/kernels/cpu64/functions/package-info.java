/**
 * Functions of many numbers at once, in loops that the JVM compiles to vector instructions. What
 * differs from those for {@code FLOAT} by more than the type is written by hand.
 */
@NullMarked
package org.netwright.runtime.internal.kernels.cpu64.functions;

import org.jspecify.annotations.NullMarked;
