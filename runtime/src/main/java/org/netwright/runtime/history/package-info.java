/** What happened in a training run, epoch by epoch, and how it is written down. */
@NullMarked
package org.netwright.runtime.history;

import org.jspecify.annotations.NullMarked;
