/** Optimisers and gradient clipping. */
@NullMarked
package org.netwright.runtime.optimizer;

import org.jspecify.annotations.NullMarked;
