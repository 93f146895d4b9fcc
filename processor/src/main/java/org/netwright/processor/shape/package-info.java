/**
 * The network with its shapes, inferred once: {@link org.netwright.processor.shape.ShapeInference}
 * asks each kind of layer for its signature. Validation reports what does not fit; lowering, costs
 * and writers use the signatures.
 */
@NullMarked
package org.netwright.processor.shape;

import org.jspecify.annotations.NullMarked;
