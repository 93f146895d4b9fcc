/** Checks of numbers that users set, and of the gradients of their losses. */
@NullMarked
package org.netwright.runtime.internal.check;

import org.jspecify.annotations.NullMarked;
