/** Checks of numbers that users give. */
@NullMarked
package org.netwright.runtime.internal.check;

import org.jspecify.annotations.NullMarked;
