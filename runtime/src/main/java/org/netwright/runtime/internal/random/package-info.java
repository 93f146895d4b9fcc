/** Random numbers that depend on a seed and an index only. */
@NullMarked
package org.netwright.runtime.internal.random;

import org.jspecify.annotations.NullMarked;
