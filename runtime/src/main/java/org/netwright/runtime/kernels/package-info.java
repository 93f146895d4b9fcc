/** The operations that generated code and the optimisers are made of. */
@NullMarked
package org.netwright.runtime.kernels;

import org.jspecify.annotations.NullMarked;
