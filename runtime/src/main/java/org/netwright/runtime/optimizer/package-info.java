/** Update rules over the flat parameter vector. */
@NullMarked
package org.netwright.runtime.optimizer;

import org.jspecify.annotations.NullMarked;
