/**
 * The fast operations for {@code FLOAT} on the CPU. OpenBLAS computes products; the rest is Java
 * over tiles, which C2 compiles to vector instructions.
 */
@NullMarked
package org.netwright.runtime.internal.kernels.cpu;

import org.jspecify.annotations.NullMarked;
