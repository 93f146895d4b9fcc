/** Off-heap arrays: ND4J owns them, and the fast kernels reach into them past ND4J's methods. */
@NullMarked
package org.netwright.runtime.memory;

import org.jspecify.annotations.NullMarked;
