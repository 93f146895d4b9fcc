/** The flat parameter vector, its layout, and how it starts. */
@NullMarked
package org.netwright.runtime.parameters;

import org.jspecify.annotations.NullMarked;
