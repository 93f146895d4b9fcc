/** The operations that generated code and the optimisers call. */
@NullMarked
package org.netwright.runtime.kernels;

import org.jspecify.annotations.NullMarked;
