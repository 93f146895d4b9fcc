/** The operations of the engines, by engine. */
@NullMarked
package org.netwright.runtime.internal.kernels;

import org.jspecify.annotations.NullMarked;
