/** The files that the history of a training run is written to. */
@NullMarked
package org.netwright.runtime.internal.history;

import org.jspecify.annotations.NullMarked;
