/**
 * The plan of memory, made once for a network: {@link org.netwright.processor.memory.BufferPlan}
 * assigns a buffer to each value of a graph, {@link org.netwright.processor.memory.SharedMemory}
 * assigns memory to each buffer.
 */
@NullMarked
package org.netwright.processor.memory;

import org.jspecify.annotations.NullMarked;
