/** The passes of trainers and models with their tensors, and the pool of a model's passes. */
@NullMarked
package org.netwright.runtime.internal.pass;

import org.jspecify.annotations.NullMarked;
