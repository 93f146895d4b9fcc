/** Writes the graph as Java source, with JavaPoet. */
@NullMarked
package org.netwright.processor.emit;

import org.jspecify.annotations.NullMarked;
