/** What differs by engine. */
@NullMarked
package org.netwright.runtime.internal.engine;

import org.jspecify.annotations.NullMarked;
