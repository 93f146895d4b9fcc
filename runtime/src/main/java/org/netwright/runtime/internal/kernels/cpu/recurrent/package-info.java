/**
 * Recurrent layers over whole sequences, which {@link
 * org.netwright.runtime.internal.kernels.cpu.recurrent.Recurrences} computes: products by BLAS, the
 * gates of a step in loops over tiles.
 */
@NullMarked
package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.jspecify.annotations.NullMarked;
