/** Off-heap memory, which the fast kernels access without ND4J's methods. */
@NullMarked
package org.netwright.runtime.internal.memory;

import org.jspecify.annotations.NullMarked;
