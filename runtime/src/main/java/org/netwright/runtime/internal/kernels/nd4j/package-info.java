/** The operations by ND4J, for both data types and all its backends: the reference. */
@NullMarked
package org.netwright.runtime.internal.kernels.nd4j;

import org.jspecify.annotations.NullMarked;
