/**
 * The intermediate representation: {@link org.netwright.processor.graph.Op operations} over {@link
 * org.netwright.processor.graph.Value values} of known shape. It knows neither the compiler nor the
 * code that will be written.
 */
@NullMarked
package org.netwright.processor.graph;

import org.jspecify.annotations.NullMarked;
