/** Functions of many numbers at once, in loops that the JVM compiles to vector instructions. */
@NullMarked
package org.netwright.runtime.internal.kernels.cpu.functions;

import org.jspecify.annotations.NullMarked;
