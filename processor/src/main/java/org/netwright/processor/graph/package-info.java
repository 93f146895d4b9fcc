/**
 * The intermediate representation: {@link org.netwright.processor.graph.Op operations} over {@link
 * org.netwright.processor.graph.Value values} of known shape. It depends neither on the compiler
 * nor on the generated code.
 */
@NullMarked
package org.netwright.processor.graph;

import org.jspecify.annotations.NullMarked;
