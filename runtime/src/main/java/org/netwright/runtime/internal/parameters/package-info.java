/** The flat vectors of parameters and gradients, and their views. */
@NullMarked
package org.netwright.runtime.internal.parameters;

import org.jspecify.annotations.NullMarked;
