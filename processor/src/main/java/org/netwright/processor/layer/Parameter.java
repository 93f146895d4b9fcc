package org.netwright.processor.layer;

import org.netwright.processor.graph.Shape;
import org.netwright.processor.kind.Initializer;
import org.netwright.processor.kind.Role;

/**
 * A parameter of a layer.
 *
 * @param name unique in its layer, such as {@code weight}
 * @param fanIn the number of inputs of each unit, for the initial values
 * @param fanOut the number of outputs that each input contributes to
 */
public record Parameter(
    String name, Role role, Shape shape, int fanIn, int fanOut, Initializer initializer) {}
