/** From the declaration to the graph. */
@NullMarked
package org.netwright.processor.lowering;

import org.jspecify.annotations.NullMarked;
