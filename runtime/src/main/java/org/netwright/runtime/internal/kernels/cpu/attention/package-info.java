/**
 * Attention: products of the heads of each sequence by BLAS, and the softmax between them in Java.
 */
@NullMarked
package org.netwright.runtime.internal.kernels.cpu.attention;

import org.jspecify.annotations.NullMarked;
