package org.netwright.processor.layer;

import org.netwright.processor.graph.Shape;
import org.netwright.processor.kind.Initializer;

/**
 * Numbers that a layer keeps from one step to the next, such as a running mean.
 *
 * @param name unique in its layer
 * @param initial the numbers before the first step: zeros or ones
 */
public record State(String name, Shape shape, Initializer initial) {}
