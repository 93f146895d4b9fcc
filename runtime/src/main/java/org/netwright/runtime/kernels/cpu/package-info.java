/**
 * The fast kernels: float32 on the CPU. Products are OpenBLAS's; what stands between them is Java
 * over tiles, which C2 compiles to vector instructions.
 */
@NullMarked
package org.netwright.runtime.kernels.cpu;

import org.jspecify.annotations.NullMarked;
