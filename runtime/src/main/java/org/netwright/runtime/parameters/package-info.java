/** The flat parameter vector, its layout, and its initial values. */
@NullMarked
package org.netwright.runtime.parameters;

import org.jspecify.annotations.NullMarked;
