/** Limits OpenBLAS's threads, and shares large products among other threads. */
@NullMarked
package org.netwright.runtime.internal.kernels.blas;

import org.jspecify.annotations.NullMarked;
