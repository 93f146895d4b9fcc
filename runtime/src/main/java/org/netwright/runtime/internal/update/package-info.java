/** How parameters are updated: the rules of the optimisers, and clipping. */
@NullMarked
package org.netwright.runtime.internal.update;

import org.jspecify.annotations.NullMarked;
