/** OpenBLAS's threads, and threads that share a product in their place. */
@NullMarked
package org.netwright.runtime.kernels.blas;

import org.jspecify.annotations.NullMarked;
