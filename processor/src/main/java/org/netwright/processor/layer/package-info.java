/**
 * The kinds of layers. One class has everything that is particular to a kind: its annotation, the
 * shapes that it takes and gives, its parameters, and its operations, which stand beside it. {@link
 * org.netwright.processor.layer.LayerKinds} is the list of all kinds. The package does not know the
 * compiler.
 */
@NullMarked
package org.netwright.processor.layer;

import org.jspecify.annotations.NullMarked;
