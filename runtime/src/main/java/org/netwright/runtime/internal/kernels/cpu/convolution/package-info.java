/**
 * Convolutions: one class for each way to compute them, which {@link
 * org.netwright.runtime.internal.kernels.cpu.convolution.Convolutions} chooses from.
 */
@NullMarked
package org.netwright.runtime.internal.kernels.cpu.convolution;

import org.jspecify.annotations.NullMarked;
