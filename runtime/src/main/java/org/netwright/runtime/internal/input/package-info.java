/** How x and y are checked, scaled and copied to the memory of a network. */
@NullMarked
package org.netwright.runtime.internal.input;

import org.jspecify.annotations.NullMarked;
