/** Off-heap arrays: ND4J owns them, and the fast kernels access them without ND4J's methods. */
@NullMarked
package org.netwright.runtime.internal.memory;

import org.jspecify.annotations.NullMarked;
