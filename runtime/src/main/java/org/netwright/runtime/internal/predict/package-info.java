/** How outputs become predictions and scores. */
@NullMarked
package org.netwright.runtime.internal.predict;

import org.jspecify.annotations.NullMarked;
