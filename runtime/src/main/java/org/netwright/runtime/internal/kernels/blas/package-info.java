/** Limits OpenBLAS's threads, and multiplies parts of larger memory. */
@NullMarked
package org.netwright.runtime.internal.kernels.blas;

import org.jspecify.annotations.NullMarked;
