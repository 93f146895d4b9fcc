/** The history of a training run, epoch by epoch, and the files that it is written to. */
@NullMarked
package org.netwright.runtime.history;

import org.jspecify.annotations.NullMarked;
