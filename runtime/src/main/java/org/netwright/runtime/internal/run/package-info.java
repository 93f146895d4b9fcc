/** How a training run proceeds: its checks, epochs, checkpoints and reports. */
@NullMarked
package org.netwright.runtime.internal.run;

import org.jspecify.annotations.NullMarked;
