/** What training shows while it runs: lines and a progress bar. */
@NullMarked
package org.netwright.runtime.internal.display;

import org.jspecify.annotations.NullMarked;
