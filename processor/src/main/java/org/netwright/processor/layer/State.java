package org.netwright.processor.layer;

import org.netwright.processor.graph.Shape;

/**
 * Numbers that a layer keeps from one step to the next, such as a running mean.
 *
 * @param name unique in its layer
 * @param initial the value of each number before the first step
 */
public record State(String name, Shape shape, double initial) {}
