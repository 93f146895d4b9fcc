/** From the graph to Java source, through JavaPoet. */
@NullMarked
package org.netwright.processor.emit;

import org.jspecify.annotations.NullMarked;
